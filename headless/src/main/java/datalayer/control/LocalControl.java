package datalayer.control;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Backfills;
import datalayer.backfill.Plan;
import datalayer.backfill.Planner;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunRefusedException;
import datalayer.landing.LandingException;
import datalayer.landing.Witnesses;
import datalayer.landing.Witnesses.Testimony;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.LedgerException;
import datalayer.market.Instrument;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.BarTables;
import datalayer.store.ClickHouseException;
import datalayer.store.ReferenceTables;
import datalayer.venue.VenueUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
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
  private final List<Instrument> configured;
  private final InstantSource clock;

  /**
   * @param configured the instruments that {@code instruments.yaml} names
   */
  public LocalControl(
      Backfills backfills,
      Planner planner,
      Witnesses witnesses,
      BarTables tables,
      ReferenceTables references,
      StoreWatch storeWatch,
      List<Instrument> configured,
      InstantSource clock) {
    this.backfills = backfills;
    this.planner = planner;
    this.witnesses = witnesses;
    this.tables = tables;
    this.references = references;
    this.storeWatch = storeWatch;
    this.configured = List.copyOf(configured);
    this.clock = clock;
  }

  @Override
  public SystemSnapshot snapshot() {
    var runs = backfills.runs();
    double rate =
        runs.stream().filter(r -> !r.state().isOver()).mapToDouble(r -> r.rowsPerSecond()).sum();
    return new SystemSnapshot(clock.instant(), runs, storeWatch.newest(), rate);
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
  public BarColumns bars(Series series, TimeRange range) {
    return answered(() -> tables.columns(series, range, ColumnReader::read));
  }

  @Override
  public List<CoverageSpan> coverage(Series series, TimeRange range) {
    return answered(() -> spans(series, range, witnesses.hear(series, range)));
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
    return answered(() -> backfills.start(plan));
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

  private List<CoverageSpan> spans(Series series, TimeRange range, Testimony testimony) {
    List<CoverageSpan> spans = new ArrayList<>();
    RangeSet asked = RangeSet.of(range);
    RangeSet rest = asked;
    rest = add(spans, rest, testimony.proven(), CoverageSpan.State.COMPLETE, "");
    rest =
        add(
            spans,
            rest,
            testimony.unproven(),
            CoverageSpan.State.DEGRADED,
            "the data is there; the ledger has no proof of how it came");
    for (CoverageInterval interval : testimony.otherwise(range)) {
      CoverageSpan.State state =
          interval.state().isMissing() ? CoverageSpan.State.MISSING : CoverageSpan.State.EMPTY;
      rest = add(spans, rest, RangeSet.of(interval.range()), state, interval.reason());
    }
    if (range.to().isAfter(clock.instant())) {
      TimeRange future =
          new TimeRange(
              clock.instant().isAfter(range.from()) ? clock.instant() : range.from(), range.to());
      rest = add(spans, rest, RangeSet.of(future), CoverageSpan.State.PENDING, "not due yet");
    }
    add(spans, rest, rest, CoverageSpan.State.NOT_LISTED, "nobody asked for " + series + " here");
    spans.sort(Comparator.comparing(CoverageSpan::range));
    return List.copyOf(spans);
  }

  private static RangeSet add(
      List<CoverageSpan> spans,
      RangeSet rest,
      RangeSet part,
      CoverageSpan.State state,
      String reason) {
    RangeSet here = rest.intersection(part);
    here.ranges().forEach(r -> spans.add(new CoverageSpan(r, state, reason)));
    return rest.minus(here);
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
