package datalayer.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.app.HttpDeadlines;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.ledger.LedgerAddress;
import datalayer.market.Instrument;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.binance.SampleListings;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.binance.SimulationOptions;
import datalayer.simulator.truth.Listing;
import datalayer.simulator.truth.MarketScript;
import datalayer.store.ClickHouseAddress;
import datalayer.venue.binance.BinanceAddresses;
import datalayer.venue.http.Deadlines;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A simulated Binance with mishaps of a seed, and the backfill that is to come through them: thirty
 * days of spot and futures in several timeframes, one contract listed on the way, the last half day
 * in no file yet.
 */
final class DrillWorld implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-06T12:34:56Z");
  static final Instrument SPOT = spot().instrument();
  static final Instrument SWAP = swap().instrument();

  private static final Instant END = Instant.parse("2026-03-06T12:00:00Z");
  private static final TimeRange MONTH = new TimeRange(Instant.parse("2026-02-04T00:00:00Z"), END);
  private static final TimeRange DAYS = new TimeRange(Instant.parse("2026-03-05T00:00:00Z"), END);
  private static final int MISHAPS = 3;
  private static final int LANES = 2;

  /** How many {@link #arguments} there are. */
  static final int ARGUMENTS = 7;

  final SimulatedBinance binance;
  final List<Mishap> mishaps;

  private DrillWorld(SimulatedBinance binance, List<Mishap> mishaps) {
    this.binance = binance;
    this.mishaps = mishaps;
  }

  /**
   * The world of a seed. Of as many seeds in a row as there are {@link Mishap}s every one comes at
   * least once, and two others with it.
   */
  static DrillWorld of(long seed) throws IOException {
    List<Mishap> all = new ArrayList<>(List.of(Mishap.values()));
    Collections.rotate(all, -(int) (seed % all.size()));
    Collections.shuffle(all.subList(1, all.size()), new Random(seed));
    return of(seed, all.subList(0, MISHAPS).toArray(Mishap[]::new));
  }

  /** A world with these mishaps. */
  static DrillWorld of(long seed, Mishap... mishaps) throws IOException {
    SimulatedBinance binance =
        SimulatedBinance.start(
            SimulationOptions.sample(seed, NOW)
                .listing(List.of(spot(), swap(), newcomer()))
                .with(new MarketScript()));
    Random random = new Random(seed);
    Set<String> spoiled = new HashSet<>();
    for (Mishap mishap : mishaps) {
      mishap.befall(binance, random, spoiled);
    }
    return new DrillWorld(binance, List.of(mishaps));
  }

  /** What is fetched, a run each. */
  static List<BackfillRequest> requests(Load load) {
    return requests(load, LANES);
  }

  /** As above, each run with so many lanes. */
  static List<BackfillRequest> requests(Load load, int lanes) {
    List<Instrument> both = List.of(SPOT, SWAP);
    List<Instrument> young = List.of(newcomer().instrument());
    List<Timeframe> quarters = List.of(Timeframe.M15, Timeframe.H1);
    List<Timeframe> hours = List.of(Timeframe.H1);
    List<Timeframe> minutes = List.of(Timeframe.M1, Timeframe.M5);
    return List.of(
        new BackfillRequest("a month", both, quarters, MONTH, load, lanes),
        new BackfillRequest("a newcomer", young, hours, MONTH, load, lanes),
        new BackfillRequest("some days", List.of(SPOT), minutes, DAYS, load, lanes));
  }

  /** What {@link DrillChild} is started with. */
  List<String> arguments(Path data, String fault) {
    Map<String, String> all = binance.addresses();
    return List.of(
        data.toString(),
        fault,
        // its clock keeps pace with the exchange's
        Duration.between(Instant.now(), binance.clock().instant()).toString(),
        address(all, "BINANCE__SPOT_REST_URL"),
        address(all, "BINANCE__FUTURES_REST_URL"),
        address(all, "BINANCE__ARCHIVE_URL"),
        address(all, "BINANCE__ARCHIVE_LISTING_URL"));
  }

  /** The core over this world. */
  HeadlessOptions options(Path data) {
    return options(arguments(data, DueFault.NONE).toArray(String[]::new));
  }

  /**
   * The core over a world elsewhere. What hangs is given up soon, but not so soon that a machine
   * under load were taken for it.
   */
  static HeadlessOptions options(String... arguments) {
    URI[] uris = Arrays.stream(arguments, 3, ARGUMENTS).map(URI::create).toArray(URI[]::new);
    BinanceAddresses defaults = BinanceAddresses.defaults();
    Deadlines deadlines =
        new Deadlines(
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(20),
            1024,
            Duration.ofSeconds(1));
    return HeadlessOptions.in(Path.of(arguments[0]))
        .withBinance(
            new BinanceAddresses(
                uris[0],
                defaults.spotStream(),
                uris[1],
                defaults.futuresStream(),
                uris[2],
                uris[3]))
        .withRequests(4)
        .withDeadlines(new HttpDeadlines(deadlines, deadlines))
        .withFaults(DueFault.observer(arguments[1]));
  }

  /** The core over this world with databases that others use too. */
  HeadlessOptions options(Path data, ClickHouseAddress clickHouse, LedgerAddress operations) {
    return sharing(options(data), clickHouse, operations);
  }

  /** As these, with databases that others use too. */
  static HeadlessOptions sharing(
      HeadlessOptions own, ClickHouseAddress clickHouse, LedgerAddress operations) {
    return new HeadlessOptions(
        own.dataDirectory(),
        Optional.of(clickHouse),
        clickHouse.database(),
        0,
        Optional.of(operations),
        own.connections(),
        own.parallelInserts(),
        own.parallelDownloads(),
        own.requests(),
        own.patience(),
        own.binance(),
        List.of(),
        List.of(),
        own.faults(),
        own.deadlines());
  }

  /** Opens what is left as the application does, reads again what was corrected, and judges. */
  void judge(HeadlessOptions left) throws InterruptedException {
    List<BackfillRequest> requests = requests(Load.MISSING);
    try (Headless headless = Headless.start(left, binance.clock())) {
      if (mishaps.stream().anyMatch(Mishap::isCorrectedLater)) {
        binance.clock().set(Mishap.CORRECTED.plus(Duration.ofHours(1)));
        for (BackfillRequest request : requests(Load.CHANGED)) {
          run(headless, request);
        }
      }
      TruthOracle.judge(headless, binance, requests);
      for (BackfillRequest request : requests) {
        assertThat(headless.control().plan(request).chunks())
            .as("chunks that would be asked for again for %s", request.title())
            .isZero();
      }
    }
  }

  private static void run(Headless headless, BackfillRequest request) throws InterruptedException {
    String id = headless.control().start(headless.control().plan(request));
    assertThat(headless.backfills().await(id, TimeUnit.MINUTES.toMillis(2)))
        .as("%s ends", id)
        .isTrue();
    RunProgress end = headless.backfills().find(id).orElseThrow();
    assertThat(end.state()).as(end.outcome()).isEqualTo(RunState.COMPLETE);
  }

  @Override
  public void close() {
    binance.close();
  }

  private static Listing spot() {
    return SampleListings.spot("LTC/USDT", "2025-12-29T08:00:00Z", 90, 2, 3, 0.03);
  }

  private static Listing swap() {
    return SampleListings.futures("LTC/USDT:USDT", "2025-12-29T08:00:00Z", null, 90, 2, 3, 0.02);
  }

  private static Listing newcomer() {
    return SampleListings.futures("SOL/USDT:USDT", "2026-02-20T07:00:00Z", null, 120, 2, 2, 0.002);
  }

  private static String address(Map<String, String> all, String variable) {
    return Objects.requireNonNull(all.get(variable));
  }
}
