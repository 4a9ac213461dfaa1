package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.ChunkProgress;
import datalayer.backfill.Load;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.landing.FaultPoint;
import datalayer.ledger.Intent;
import datalayer.ledger.LedgerAddress;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.truth.Truth;
import datalayer.store.BarTables;
import datalayer.store.ClickHouseAddress;
import datalayer.store.TestStore;
import datalayer.store.engine.TestEngine;
import datalayer.venue.binance.BinanceAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The whole core over a simulated Binance, archive and REST, with what an operator sees of it. */
public final class SimulatedSystem implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(4);

  public final Headless headless;
  private final SimulatedBinance binance;

  /** The core over databases that may be behind something of a test's own. */
  public SimulatedSystem(
      Path data,
      SimulatedBinance binance,
      ClickHouseAddress clickHouse,
      Optional<LedgerAddress> operations,
      InstantSource clock) {
    this.binance = binance;
    this.headless =
        Headless.start(options(data, addresses(binance), clickHouse, operations), clock);
  }

  /** The core over the shared engine and an H2 file. */
  public SimulatedSystem(Path data, SimulatedBinance binance, InstantSource clock) {
    this(data, binance, TestStore.address(TestEngine.freshDatabase()), Optional.empty(), clock);
  }

  /** Patient for two minutes, with eight requests at once. */
  public static HeadlessOptions options(
      Path data,
      BinanceAddresses binance,
      ClickHouseAddress clickHouse,
      Optional<LedgerAddress> operations) {
    return new HeadlessOptions(
        data,
        Optional.of(clickHouse),
        clickHouse.database(),
        0,
        operations,
        8,
        4,
        4,
        8,
        Duration.ofMinutes(2),
        binance,
        List.of(),
        List.of(),
        FaultPoint.Observer.NONE);
  }

  static BinanceAddresses addresses(SimulatedBinance binance) {
    return new BinanceAddresses(
        address(binance, "SPOT_REST_URL"),
        address(binance, "SPOT_WS_URL"),
        address(binance, "FUTURES_REST_URL"),
        address(binance, "FUTURES_WS_URL"),
        address(binance, "ARCHIVE_URL"),
        address(binance, "ARCHIVE_LISTING_URL"));
  }

  private static URI address(SimulatedBinance binance, String variable) {
    return URI.create(Objects.requireNonNull(binance.addresses().get("BINANCE__" + variable)));
  }

  /** A request for some series of one instrument or several; all of one timeframe. */
  public static BackfillRequest request(TimeRange range, int lanes, Series... series) {
    return new BackfillRequest(
        "trouble",
        Arrays.stream(series).map(Series::instrument).distinct().toList(),
        Arrays.stream(series).map(Series::timeframe).distinct().toList(),
        range,
        Load.MISSING,
        lanes);
  }

  public String start(BackfillRequest request) {
    return headless.control().start(headless.control().plan(request));
  }

  /** What the snapshot shows of a run, as soon as it is so. */
  public RunProgress await(String id, String what, Predicate<RunProgress> so)
      throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      RunProgress run =
          headless.control().snapshot().runs().stream()
              .filter(r -> r.id().equals(id))
              .findFirst()
              .orElseThrow();
      if (so.test(run)) {
        return run;
      }
      assertThat(System.nanoTime()).as("%s: %s", what, shortly(run)).isLessThan(end);
      headless.backfills().await(id, 50);
      if (run.state().isOver()) {
        throw new AssertionError("%s: over before: %s".formatted(what, shortly(run)));
      }
    }
  }

  public RunProgress awaitEnd(String id) throws InterruptedException {
    RunProgress run = await(id, "the end", r -> r.state().isOver());
    assertThat(run.state()).as(shortly(run)).isEqualTo(RunState.COMPLETE);
    return run;
  }

  /** Why chunks that a lane has are not being worked. */
  public static List<String> waiting(RunProgress run) {
    return run.chunks().stream()
        .map(ChunkProgress::waiting)
        .filter(reason -> !reason.isEmpty())
        .distinct()
        .toList();
  }

  private static String shortly(RunProgress run) {
    return "%s %s, %d of %d chunks, '%s', waiting: %s, attempts: %s"
        .formatted(
            run.id(),
            run.state(),
            run.chunksDone(),
            run.chunksTotal(),
            run.outcome(),
            waiting(run),
            run.chunks().stream().map(ChunkProgress::attempts).filter(a -> !a.isEmpty()).toList());
  }

  /** Nothing was lost and nothing is there twice: day by day, and in every layer. */
  public void holdsTheTruth(BackfillRequest... requests) {
    BarTables tables = new BarTables(headless.clickHouse());
    long bars = 0;
    for (BackfillRequest request : requests) {
      for (Series series : request.series()) {
        TimeRange range = series.timeframe().wholeBars(request.range());
        List<Bar> truth = binance.truth().bars(series, range);
        List<Bar> held = new ArrayList<>();
        new TreeMap<>(tables.current(series, range))
            .forEach((time, current) -> held.add(current.bar()));
        Map<String, String> days = byDay(truth);
        assertThat(byDay(held).entrySet().stream().filter(day -> !days.entrySet().contains(day)))
            .as("%s, days that are not the truth", series)
            .isEmpty();
        assertThat(held).as("%s", series).hasSize(truth.size());
        assertThat(headless.witnesses().hear(series, range).proven().bars(series.timeframe()))
            .as("%s, proven by the ledger", series)
            .isEqualTo(truth.size());
        bars += truth.size();
      }
    }
    for (String table :
        List.of("landing_bars", "staging_bars FINAL", "bars_snapshots", "bars_current FINAL")) {
      assertThat(count(table)).as(table).isEqualTo(bars);
    }
    assertThat(count("rejected_bars")).as("rejected_bars").isZero();
    assertThat(count("amended_bars")).as("amended_bars").isZero();
    List<Intent> open = headless.ledger().transaction(tx -> tx.intents().allOpen());
    assertThat(open).as("open intents").isEmpty();
    assertThat(headless.witnesses().incidents()).isEmpty();
    assertThat(binance.violations()).as("requests against the venue's rules").isEmpty();
    assertThat(binance.unfired()).as("asked for and never gone wrong").isEmpty();
  }

  private static Map<String, String> byDay(List<Bar> bars) {
    return bars.stream()
        .collect(
            Collectors.groupingBy(
                bar -> bar.opensAt().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                Collectors.collectingAndThen(Collectors.toList(), Truth::hash)));
  }

  /** How many rows a table has. */
  public long count(String table) {
    return headless
        .clickHouse()
        .query("SELECT count() FROM ${database}." + table, Map.of(), row -> row.int64())
        .getFirst();
  }

  @Override
  public void close() {
    headless.close();
  }
}
