package datalayer.backfill;

import datalayer.backfill.Plan.PlannedChunk;
import datalayer.landing.Delivery;
import datalayer.landing.FaultPoint;
import datalayer.landing.Landed;
import datalayer.landing.TestLanding;
import datalayer.ledger.CoverageInterval;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Venue;
import datalayer.store.TestStore;
import datalayer.venue.RequestPriority;
import datalayer.venue.VenueUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plans and fetches over a real engine and ledger, and a venue that a test makes up. */
final class TestBackfill implements AutoCloseable {

  final SettableClock clock;
  final FakeArchive archive = new FakeArchive();
  final FakeHistory history;
  final TestLanding here;
  final Sources sources;
  final Planner planner;

  TestBackfill(Path directory, SettableClock clock) {
    this.clock = clock;
    this.history = new FakeHistory(clock);
    this.here = new TestLanding(directory, TestStore.migrated(), FaultPoint.Observer.NONE, clock);
    this.sources =
        new Sources(
            Map.of(Venue.BINANCE, archive), Map.of(Venue.BINANCE, history), HoleRules.defaults());
    this.planner = new Planner(here.witnesses, here.ledger, sources, clock);
  }

  static BackfillRequest request(Series series, TimeRange range, Load load) {
    return new BackfillRequest(
        "test", List.of(series.instrument()), List.of(series.timeframe()), range, load, 1);
  }

  Plan plan(Series series, TimeRange range, Load load)
      throws VenueUnavailableException, InterruptedException {
    return planner.plan(request(series, range, load));
  }

  /** Carries a plan out, chunk by chunk. */
  Landed run(Plan plan) throws InterruptedException {
    Landed all = Landed.NOTHING;
    for (Plan.SeriesPlan series : plan.series()) {
      for (PlannedChunk chunk : series.chunks()) {
        ChunkFetch fetch = new ChunkFetch(chunk, sources, RequestPriority.BACKFILL, clock);
        fetch.run();
        for (Delivery delivery : fetch.deliveries(new UUID(1, 2), "b-0001")) {
          all = all.plus(here.landing.land(delivery));
        }
      }
    }
    return all;
  }

  Landed run(Series series, TimeRange range, Load load)
      throws VenueUnavailableException, InterruptedException {
    return run(plan(series, range, load));
  }

  List<CoverageInterval> intervals(Series series, TimeRange range) {
    return here.ledger.transaction(tx -> tx.coverage().intervals(series, range));
  }

  @Override
  public void close() {
    here.close();
  }
}
