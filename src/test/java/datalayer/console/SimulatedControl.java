package datalayer.console;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Plan;
import datalayer.backfill.Plan.ArchiveSource;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.backfill.Plan.SeriesPlan;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.control.BarColumns;
import datalayer.control.Control;
import datalayer.control.ControlException;
import datalayer.control.CoverageSpan;
import datalayer.control.PlanDriftedException;
import datalayer.control.Query;
import datalayer.control.SystemSnapshot;
import datalayer.control.SystemSnapshot.ClickHouseState;
import datalayer.control.SystemStatus;
import datalayer.control.VenueState;
import datalayer.control.Verdict;
import datalayer.feed.LiveBar;
import datalayer.feed.StreamState;
import datalayer.market.Instrument;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A system without a database: what it plans, lands and answers follows from clock and seed. */
public final class SimulatedControl implements Control {

  private final InstantSource clock;
  private final SimulatedMarket market;
  private final Map<String, RunProgress> fixed = new LinkedHashMap<>();
  private final Map<String, SimulatedRun> runs = new LinkedHashMap<>();
  private List<Instrument> instruments = FixtureRuns.BASES.stream().map(FixtureRuns::spot).toList();
  private volatile @Nullable String trouble;
  private volatile boolean silent;
  private volatile List<StreamState> streams = List.of();
  private volatile List<VenueState> venues = List.of();
  private final Map<Series, LiveBar> running = new ConcurrentHashMap<>();
  private final AtomicLong snapshots = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();
  private int nextRun = 413;
  private int failing;

  private SimulatedControl(InstantSource clock, SimulatedMarket market, List<RunProgress> fixed) {
    this.clock = clock;
    this.market = market;
    fixed.forEach(run -> this.fixed.put(run.id(), run));
  }

  /** Nothing was ever loaded. */
  public static SimulatedControl empty(InstantSource clock) {
    return new SimulatedControl(
        clock, new SimulatedMarket(Instant.parse("2100-01-01T00:00:00Z")), List.of());
  }

  /** The moment of the console's target pictures. */
  public static SimulatedControl fixture(InstantSource clock) {
    SimulatedControl control =
        new SimulatedControl(clock, FixtureMarket.build(), FixtureRuns.all());
    control.instruments = FixtureMarket.instruments();
    control.streams = FixtureStreams.all();
    control.venues = FixtureStreams.venues();
    control.tell(FixtureStreams.running());
    return control;
  }

  /** From now on ClickHouse is in trouble; empty for well again. */
  public void trouble(String text) {
    trouble = text.isEmpty() ? null : text;
  }

  /** From now on snapshots are the last one, as if the system hung. */
  public void fallSilent(boolean value) {
    silent = value;
  }

  /** From now on connections are like this. */
  public void stream(List<StreamState> states) {
    streams = List.copyOf(states);
  }

  /** From now on this is the newest bar of its series that a stream told of. */
  public void tell(LiveBar bar) {
    running.put(bar.series(), bar);
  }

  /** From now on no stream has told of any bar. */
  void hush() {
    running.clear();
  }

  @Override
  public Optional<LiveBar> running(Series series) {
    asked.incrementAndGet();
    return Optional.ofNullable(running.get(series));
  }

  /** How often somebody wanted to know how everything is. */
  long snapshots() {
    return snapshots.get();
  }

  /** How often somebody wanted to know the bar that runs. */
  long runningAsked() {
    return asked.get();
  }

  /** Bars land, by a stream and not by a run. */
  public void land(Series series, TimeRange range) {
    market.land(series, range);
  }

  SimulatedMarket market() {
    return market;
  }

  @Override
  public synchronized SystemSnapshot snapshot() {
    snapshots.incrementAndGet();
    Instant now = clock.instant();
    List<RunProgress> all = new ArrayList<>();
    runs.values().forEach(run -> all.addFirst(run.at(now)));
    all.addAll(fixed.values());
    String wrong = trouble;
    ClickHouseState store =
        wrong == null
            ? new ClickHouseState("embedded", Duration.ofMillis(3), 44_238_162_330L, "")
            : new ClickHouseState("embedded", null, -1, wrong);
    double rate =
        all.stream()
            .filter(run -> !run.state().isOver())
            .mapToDouble(RunProgress::rowsPerSecond)
            .sum();
    return new SystemSnapshot(
        silent ? now.minusSeconds(560) : now, all, store, venues, streams, rate);
  }

  @Override
  public List<Instrument> instruments() {
    return instruments;
  }

  @Override
  public List<Series> series() {
    return market.series();
  }

  @Override
  public Optional<TimeRange> extent(Series series) {
    return market.extent(series);
  }

  @Override
  public BarColumns bars(Series series, TimeRange range) {
    return market.bars(series, range);
  }

  @Override
  public List<CoverageSpan> coverage(Series series, TimeRange range) {
    return market.coverage(series, range, clock.instant());
  }

  @Override
  public Plan plan(BackfillRequest request) {
    if (trouble != null) {
      throw new ControlException("Binance did not answer. Try again in a moment.");
    }
    List<SeriesPlan> series =
        request.series().stream().map(one -> plan(one, request.range())).toList();
    Instant now = clock.instant();
    List<String> remarks =
        request.range().to().isAfter(now.truncatedTo(ChronoUnit.DAYS))
            ? List.of("19 Nov is not in the archive yet. The schedule will bring it.")
            : List.of();
    String id = "p-%04x".formatted(request.hashCode() & 0xffff);
    long missing = series.stream().mapToLong(SeriesPlan::missing).sum();
    return new Plan(
        id,
        request,
        now,
        series,
        remarks,
        Duration.ofMillis(missing / 40),
        "measured over 564 chunks: 40,000 rows/s in a lane");
  }

  @Override
  public synchronized String start(Plan plan) {
    Plan fresh = plan(plan.request());
    long arrived = fresh.rowsHeld() - plan.rowsHeld();
    if (arrived != 0) {
      throw new PlanDriftedException(
          String.format(
              Locale.ROOT,
              "Coverage changed since this plan: %,d bars arrived meanwhile. Look at the new"
                  + " figures, then run it.",
              arrived),
          fresh);
    }
    String id = "b-%04d".formatted(nextRun++);
    SimulatedRun run =
        new SimulatedRun(
            id, plan, clock.instant(), chunk -> market.land(chunk.series(), chunk.range()));
    plan.series().stream()
        .flatMap(series -> series.chunks().stream())
        .forEach(chunk -> market.ask(chunk.series(), chunk.range()));
    run.fail(failing);
    failing = 0;
    runs.put(id, run);
    return id;
  }

  /** So many chunks of the next run fail at first. */
  public synchronized void failNext(int chunks) {
    failing = chunks;
  }

  @Override
  public Optional<RunProgress> run(String run) {
    return snapshot().runs().stream().filter(known -> known.id().equals(run)).findFirst();
  }

  @Override
  public synchronized void pause(String run) {
    SimulatedRun known = runs.get(run);
    if (known == null) {
      turn(run, RunState.RUNNING, RunState.PAUSED, "Paused here.");
    } else {
      known.pause(clock.instant());
    }
  }

  @Override
  public synchronized void resume(String run) {
    SimulatedRun known = runs.get(run);
    if (known == null) {
      turn(run, RunState.PAUSED, RunState.RUNNING, "");
    } else {
      known.resume(clock.instant());
    }
  }

  @Override
  public synchronized void cancel(String run) {
    SimulatedRun known = runs.get(run);
    if (known == null) {
      throw new ControlException("There is no run %s that can be cancelled.".formatted(run));
    }
    known.cancel(clock.instant());
  }

  @Override
  public synchronized void retry(String run) {
    SimulatedRun known = runs.get(run);
    if (known == null) {
      throw new ControlException("%s is too old to be tried again.".formatted(run));
    }
    known.retry(clock.instant());
  }

  /** A run of the fixture goes to another state, where it stands. */
  private void turn(String id, RunState from, RunState to, String outcome) {
    RunProgress run = fixed.get(id);
    if (run == null || run.state() != from) {
      throw new ControlException("%s is not %s.".formatted(id, from.label()));
    }
    fixed.put(
        id,
        new RunProgress(
            run.id(),
            run.title(),
            run.scope(),
            to,
            run.request(),
            run.chunksDone(),
            run.chunksTotal(),
            run.rowsPlanned(),
            run.rowsLanded(),
            run.rowsMissing(),
            run.rowsPerSecond(),
            run.bytesDownloaded(),
            run.retries(),
            run.startedAt(),
            run.finishedAt(),
            run.timeLeft(),
            outcome,
            run.chunks()));
  }

  @Override
  public Map<Series, TimeRange> asked() {
    return market.asked();
  }

  @Override
  public SystemStatus status() {
    throw new ControlException("There is no process whose status could be told.");
  }

  @Override
  public Verdict verify() {
    return new Verdict(0, market.series().size(), List.of(), List.of());
  }

  @Override
  public void query(Query query, OutputStream answer) {
    throw new ControlException("There is no ClickHouse that could be asked.");
  }

  @Override
  public void register(Collection<Instrument> more) {
    throw new ControlException("There is no table that instruments could be entered into.");
  }

  private SeriesPlan plan(Series series, TimeRange range) {
    long have = market.present(series, range);
    long all = series.timeframe().barsIn(range);
    List<PlannedChunk> chunks =
        have == all ? List.of() : months(range).map(month -> chunk(series, month)).toList();
    return new SeriesPlan(series, all - have, have, chunks);
  }

  private static Stream<TimeRange> months(TimeRange range) {
    OffsetDateTime first =
        range.from().atOffset(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
    return Stream.iterate(
            first, month -> month.toInstant().isBefore(range.to()), m -> m.plusMonths(1))
        .map(month -> new TimeRange(month.toInstant(), month.plusMonths(1).toInstant()))
        .flatMap(month -> month.intersection(range).stream());
  }

  private PlannedChunk chunk(Series series, TimeRange range) {
    if (!range.from().isBefore(clock.instant().truncatedTo(ChronoUnit.DAYS))) {
      // no archive file holds today
      int requests = (int) ((series.timeframe().barsIn(range) + 999) / 1000);
      return new PlannedChunk(
          series,
          range,
          RangeSet.of(range),
          List.of(),
          List.of(),
          false,
          requests,
          0,
          Duration.ZERO);
    }
    String symbol = series.instrument().base() + series.instrument().quote();
    String month = range.from().toString().substring(0, 7);
    String path =
        "data/spot/monthly/klines/%s/%s/%s-%s-%s.zip"
            .formatted(symbol, series.timeframe(), symbol, series.timeframe(), month);
    long bytes = series.timeframe().barsIn(range) * 55;
    return new PlannedChunk(series, range, List.of(new ArchiveSource(path, range, bytes)));
  }
}
