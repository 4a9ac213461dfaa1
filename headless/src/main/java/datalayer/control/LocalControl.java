package datalayer.control;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Backfills;
import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkState;
import datalayer.backfill.Drift;
import datalayer.backfill.Plan;
import datalayer.backfill.Planner;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunRefusedException;
import datalayer.feed.Feed;
import datalayer.feed.LiveBar;
import datalayer.landing.LandingException;
import datalayer.landing.Witnesses;
import datalayer.landing.Witnesses.Testimony;
import datalayer.ledger.LedgerException;
import datalayer.market.Instrument;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.BarTables;
import datalayer.store.ClickHouse;
import datalayer.store.ClickHouseException;
import datalayer.store.ReferenceTables;
import datalayer.venue.VenueUnavailableException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@link Control} over the stages of this process. */
public final class LocalControl implements Control {

  private final Backfills backfills;
  private final Planner planner;
  private final Witnesses witnesses;
  private final BarTables tables;
  private final ReferenceTables references;
  private final StoreWatch storeWatch;
  private final ClickHouse clickHouse;
  private final Inspection inspection;
  private final Supplier<List<VenueState>> venues;
  private final Optional<Feed> feed;
  private final List<Instrument> configured;
  private final InstantSource clock;

  /**
   * @param feed the live streams, where there are any
   * @param configured the instruments that {@code instruments.yaml} names
   */
  public LocalControl(
      Backfills backfills,
      Planner planner,
      Witnesses witnesses,
      BarTables tables,
      ReferenceTables references,
      StoreWatch storeWatch,
      ClickHouse clickHouse,
      Inspection inspection,
      Supplier<List<VenueState>> venues,
      Optional<Feed> feed,
      List<Instrument> configured,
      InstantSource clock) {
    this.backfills = backfills;
    this.planner = planner;
    this.witnesses = witnesses;
    this.tables = tables;
    this.references = references;
    this.storeWatch = storeWatch;
    this.clickHouse = clickHouse;
    this.inspection = inspection;
    this.venues = venues;
    this.feed = feed;
    this.configured = List.copyOf(configured);
    this.clock = clock;
  }

  @Override
  public SystemSnapshot snapshot() {
    var runs = backfills.runs();
    double rate =
        runs.stream().filter(r -> !r.state().isOver()).mapToDouble(r -> r.rowsPerSecond()).sum();
    return new SystemSnapshot(
        clock.instant(),
        runs,
        storeWatch.newest(),
        venues.get(),
        feed.map(Feed::streams).orElse(List.of()),
        rate);
  }

  @Override
  public List<Instrument> instruments() {
    Set<Instrument> all = new LinkedHashSet<>(configured);
    all.addAll(answered(references::instruments));
    return List.copyOf(all);
  }

  @Override
  public List<Series> series() {
    return answered(tables::series);
  }

  @Override
  public Optional<TimeRange> extent(Series series) {
    return answered(() -> tables.extent(series));
  }

  @Override
  public Optional<LiveBar> running(Series series) {
    return feed.flatMap(live -> live.running(series));
  }

  @Override
  public BarColumns bars(Series series, TimeRange range) {
    return answered(() -> tables.columns(series, range, ColumnReader::read));
  }

  @Override
  public List<CoverageSpan> coverage(Series series, TimeRange range) {
    return coverage(List.of(series), range).getOrDefault(series, List.of());
  }

  @Override
  public Map<Series, List<CoverageSpan>> coverage(List<Series> series, TimeRange range) {
    // What is on its way is looked at first: it may have landed when the witnesses are heard.
    Map<Series, RangeSet> fetched = new HashMap<>();
    series.forEach(s -> fetched.put(s, fetched(s)));
    Map<Series, Testimony> heard = answered(() -> witnesses.hear(series, range));
    Map<Series, List<CoverageSpan>> spans = new LinkedHashMap<>();
    for (Series s : series) {
      spans.put(
          s,
          CoverageSpans.of(
              s,
              range,
              heard.getOrDefault(s, Testimony.NOTHING),
              fetched.getOrDefault(s, RangeSet.EMPTY),
              clock.instant()));
    }
    return spans;
  }

  @Override
  public Map<Series, TimeRange> asked() {
    return answered(witnesses::asked);
  }

  @Override
  public Plan plan(BackfillRequest request) {
    try {
      return planner.plan(request);
    } catch (VenueUnavailableException | ClickHouseException | LedgerException e) {
      throw new ControlException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ControlException("the plan was interrupted", e);
    }
  }

  @Override
  public String start(Plan plan) {
    Drift drift = drift(plan);
    if (!drift.isNone()) {
      throw new PlanDriftedException(
          "What is there changed since plan %s was made. %s Look at the new figures, then run it."
              .formatted(plan.id(), String.join(" ", drift.sentences())),
          drift.fresh());
    }
    return answered(() -> backfills.start(plan));
  }

  private Drift drift(Plan plan) {
    try {
      return planner.drift(plan);
    } catch (VenueUnavailableException | ClickHouseException | LedgerException e) {
      throw new ControlException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ControlException("the start was interrupted", e);
    }
  }

  @Override
  public Optional<RunProgress> run(String run) {
    return answered(() -> backfills.find(run));
  }

  @Override
  public void pause(String run) {
    told(() -> backfills.pause(run));
  }

  @Override
  public void resume(String run) {
    told(() -> backfills.resume(run));
  }

  @Override
  public void cancel(String run) {
    told(() -> backfills.cancel(run));
  }

  @Override
  public void retry(String run) {
    told(() -> backfills.retry(run));
  }

  @Override
  public SystemStatus status() {
    return answered(() -> inspection.status(backfills.runs()));
  }

  @Override
  public Verdict verify() {
    return answered(() -> {
      int months = witnesses.recountEverything();
      Map<Series, TimeRange> asked = witnesses.asked();
      asked.forEach((series, range) -> witnesses.hear(series, range));
      return new Verdict(
          months,
          asked.size(),
          witnesses.incidents().stream()
              .map(i -> new Verdict.Contradiction(i.id(), i.series(), i.range(), i.detail()))
              .toList(),
          tables.brokenLayers());
    });
  }

  @Override
  public void query(Query query, OutputStream answer) {
    answered(() ->
        clickHouse.print(
            query.sql(), query.format(), query.write(), rows -> rows.transferTo(answer)));
  }

  @Override
  public void register(Collection<Instrument> instruments) {
    answered(() -> {
      references.register(instruments);
      return true;
    });
  }

  /** What runs that are not over have yet to bring, by series. */
  private RangeSet fetched(Series series) {
    return RangeSet.of(
        backfills.runs().stream()
            .filter(run -> !run.state().isOver())
            .flatMap(run -> run.chunks().stream())
            .filter(chunk -> chunk.series().equals(series))
            .filter(
                chunk -> chunk.state() == ChunkState.OPEN || chunk.state() == ChunkState.WORKING)
            .map(ChunkProgress::range)
            .toList());
  }

  private static void told(Runnable command) {
    answered(() -> {
      command.run();
      return true;
    });
  }

  private static <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (ClickHouseException | LedgerException | LandingException | RunRefusedException e) {
      throw new ControlException(String.valueOf(e.getMessage()), e);
    }
  }
}
