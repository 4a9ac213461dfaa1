package datalayer.console;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Plan;
import datalayer.backfill.Plan.ArchiveSource;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.backfill.Plan.SeriesPlan;
import datalayer.backfill.RunProgress;
import datalayer.control.BarColumns;
import datalayer.control.Control;
import datalayer.control.ControlException;
import datalayer.control.CoverageSpan;
import datalayer.control.Query;
import datalayer.control.SystemSnapshot;
import datalayer.control.SystemSnapshot.ClickHouseState;
import datalayer.control.SystemStatus;
import datalayer.control.Verdict;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A system without a database: what it plans, lands and answers follows from clock and seed. */
public final class SimulatedControl implements Control {

  private final InstantSource clock;
  private final SimulatedMarket market;
  private final List<RunProgress> fixed;
  private final Map<String, SimulatedRun> runs = new LinkedHashMap<>();
  private final List<Instrument> instruments =
      FixtureRuns.BASES.stream().map(FixtureRuns::spot).toList();
  private volatile @Nullable String trouble;
  private volatile boolean silent;
  private int nextRun = 413;

  private SimulatedControl(InstantSource clock, SimulatedMarket market, List<RunProgress> fixed) {
    this.clock = clock;
    this.market = market;
    this.fixed = fixed;
  }

  /** Nothing was ever loaded. */
  public static SimulatedControl empty(InstantSource clock) {
    return new SimulatedControl(
        clock, new SimulatedMarket(Instant.parse("2100-01-01T00:00:00Z")), List.of());
  }

  /** The moment of the console's target pictures. */
  public static SimulatedControl fixture(InstantSource clock) {
    Instant minute = FixtureRuns.NOW.truncatedTo(ChronoUnit.MINUTES);
    SimulatedMarket market = new SimulatedMarket(minute.minus(Duration.ofHours(37)));
    for (String base : FixtureRuns.BASES.subList(0, 4)) {
      Series series = new Series(FixtureRuns.spot(base), Timeframe.M1);
      Instant from = Instant.parse("2026-10-21T00:00:00Z");
      market.land(series, new TimeRange(from, minute));
      market.closed(series, between("13:04", "13:28"));
    }
    Series btc = new Series(FixtureRuns.spot("BTC"), Timeframe.M1);
    market.lose(btc, between("12:02", "12:39"), "the socket was lost and REST refused (403)");
    market.doubt(
        btc,
        new TimeRange(
            Instant.parse("2026-11-01T03:00:00Z"), Instant.parse("2026-11-01T05:00:00Z")));
    for (Timeframe timeframe : List.of(Timeframe.M5, Timeframe.M15, Timeframe.H1)) {
      market.land(
          new Series(btc.instrument(), timeframe),
          new TimeRange(
              Instant.parse("2026-08-01T00:00:00Z"), Instant.parse("2026-11-19T14:00:00Z")));
    }
    return new SimulatedControl(clock, market, FixtureRuns.all());
  }

  /** From now on ClickHouse is in trouble; empty for well again. */
  public void trouble(String text) {
    trouble = text.isEmpty() ? null : text;
  }

  /** From now on snapshots are the last one, as if the system hung. */
  public void fallSilent(boolean value) {
    silent = value;
  }

  SimulatedMarket market() {
    return market;
  }

  @Override
  public synchronized SystemSnapshot snapshot() {
    Instant now = clock.instant();
    List<RunProgress> all = new ArrayList<>();
    runs.values().forEach(run -> all.addFirst(run.at(now)));
    all.addAll(fixed);
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
    return new SystemSnapshot(silent ? now.minusSeconds(560) : now, all, store, List.of(), rate);
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
    return market.coverage(series, range);
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
    return new Plan(id, request, now, series, remarks);
  }

  @Override
  public synchronized String start(Plan plan) {
    String id = "b-%04d".formatted(nextRun++);
    runs.put(
        id,
        new SimulatedRun(
            id, plan, clock.instant(), chunk -> market.land(chunk.series(), chunk.range())));
    return id;
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
  public Optional<RunProgress> run(String run) {
    return snapshot().runs().stream().filter(known -> known.id().equals(run)).findFirst();
  }

  @Override
  public void pause(String run) {
    throw new ControlException("%s cannot be paused.".formatted(run));
  }

  @Override
  public void resume(String run) {
    throw new ControlException("%s cannot be resumed.".formatted(run));
  }

  @Override
  public void retry(String run) {
    throw new ControlException("%s cannot be tried again.".formatted(run));
  }

  @Override
  public Map<Series, TimeRange> asked() {
    Map<Series, TimeRange> asked = new LinkedHashMap<>();
    for (Series series : series()) {
      extent(series).ifPresent(range -> asked.put(series, range));
    }
    return asked;
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

  private static PlannedChunk chunk(Series series, TimeRange range) {
    String symbol = series.instrument().base() + series.instrument().quote();
    String month = range.from().toString().substring(0, 7);
    String path =
        "data/spot/monthly/klines/%s/%s/%s-%s-%s.zip"
            .formatted(symbol, series.timeframe(), symbol, series.timeframe(), month);
    long bytes = series.timeframe().barsIn(range) * 55;
    return new PlannedChunk(series, range, List.of(new ArchiveSource(path, range, bytes)));
  }

  private static TimeRange between(String from, String to) {
    return new TimeRange(
        Instant.parse("2026-11-19T" + from + ":00Z"), Instant.parse("2026-11-19T" + to + ":00Z"));
  }
}
