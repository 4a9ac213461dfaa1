package datalayer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.landing.TestLanding;
import datalayer.market.Bar;
import datalayer.market.MarketType;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Venue;
import datalayer.simulator.Fault;
import datalayer.simulator.FaultScript;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.binance.SimulationOptions;
import datalayer.simulator.truth.MarketScript;
import datalayer.venue.binance.BinanceAddresses;
import datalayer.venue.binance.BinanceCatalogue;
import datalayer.venue.binance.BinanceHistory;
import datalayer.venue.binance.BinanceRest;
import datalayer.venue.binance.BinanceStream;
import datalayer.venue.binance.StreamLimits;
import datalayer.venue.http.Deadlines;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.Pause;
import datalayer.venue.http.Retries;
import datalayer.venue.http.StopNotices;
import datalayer.venue.http.Ticks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Live streams over a simulated Binance whose clock runs sixty times as fast, into a real engine.
 * It stands still until the streams start. All deadlines are in the exchange's time.
 */
final class FeedRig implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-10T12:34:50Z");
  static final double SPEED = 60;

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  final SimulatedBinance binance;
  final TestLanding landing;
  final List<FeedEvent> events = new CopyOnWriteArrayList<>();
  final List<Landed> landed = new CopyOnWriteArrayList<>();
  private Set<Thread> before = Set.of();
  private Instant begun = NOW;
  private final HttpFetcher http;
  private final Feed.Source source;
  private final Ticks ticks;
  private @Nullable Feed feed;

  record Landed(Series series, Bar bar, boolean byRequest) {}

  FeedRig(Path directory) throws IOException {
    binance =
        SimulatedBinance.start(
            SimulationOptions.sample(42, NOW).atSpeed(0).with(new MarketScript()));
    landing = new TestLanding(directory);
    ticks = () -> Duration.between(NOW, binance.clock().instant()).toNanos();
    Pause pause = time -> Thread.sleep(time.dividedBy((long) SPEED));
    Retries retries = Retries.defaults();
    http = new HttpFetcher(Deadlines.requests(), retries, binance.clock(), pause, () -> 0.5);
    BinanceAddresses addresses =
        new BinanceAddresses(
            address("BINANCE__SPOT_REST_URL"),
            address("BINANCE__SPOT_WS_URL"),
            address("BINANCE__FUTURES_REST_URL"),
            address("BINANCE__FUTURES_WS_URL"),
            address("BINANCE__ARCHIVE_URL"),
            null);
    BinanceRest rest =
        new BinanceRest(
            addresses,
            http,
            binance.clock(),
            8,
            StopNotices.NONE,
            retries,
            ticks,
            pause,
            () -> 0.5);
    BinanceHistory history = new BinanceHistory(rest, new BinanceCatalogue(rest));
    source =
        new Feed.Source(
            Venue.BINANCE,
            new BinanceStream(
                addresses, new StreamLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), 200)),
            history);
  }

  /** Patience in the exchange's time, of which a busy machine needs more. */
  static FeedOptions options() {
    return new FeedOptions(
        Duration.ofSeconds(300),
        Duration.ofSeconds(90),
        Duration.ofSeconds(45),
        Duration.ofSeconds(3),
        Duration.ofMinutes(2),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMillis(1_100),
        Duration.ofHours(23),
        Duration.ofMillis(50),
        2_000,
        20_000,
        Duration.ofMillis(20),
        Duration.ofHours(24));
  }

  /** The same, with connections that are replaced so early. */
  static FeedOptions rotatingAfter(Duration age) {
    FeedOptions o = options();
    return new FeedOptions(
        o.handshake(),
        o.silence(),
        o.late(),
        o.settle(),
        o.stable(),
        o.firstPause(),
        o.longestPause(),
        o.spacing(),
        age,
        o.linger(),
        o.batch(),
        o.waiting(),
        o.tick(),
        o.lookBack());
  }

  /** A test begins. */
  void begin() {
    events.clear();
    landed.clear();
    binance.faults().clear();
    before = Thread.getAllStackTraces().keySet();
    begun = binance.clock().instant().truncatedTo(ChronoUnit.MINUTES);
  }

  Feed start(List<Series> series) {
    return start(series, options());
  }

  Feed start(List<Series> series, FeedOptions options) {
    Feed started =
        new Feed(
            List.of(source),
            series,
            landing.landing,
            landing.witnesses,
            options,
            binance.clock(),
            ticks,
            () -> 0.5);
    binance.clock().speed(SPEED);
    started
        .events()
        .listen(
            new Events.Listener() {
              @Override
              public void landed(Series one, List<Bar> bars, boolean byRequest) {
                bars.forEach(bar -> landed.add(new Landed(one, bar, byRequest)));
              }

              @Override
              public void happened(FeedEvent event) {
                events.add(event);
              }
            });
    feed = started;
    return started;
  }

  /** What is in the mart. */
  List<Bar> mart(Series series, TimeRange range) {
    List<Bar> bars = new ArrayList<>();
    landing.tables.current(series, range).values().forEach(current -> bars.add(current.bar()));
    bars.sort(Comparator.comparingLong(Bar::openTime));
    return bars;
  }

  /** Has something go wrong with the next final frame, whichever bar's it is. */
  FaultScript.Entry atFinal(Series series, Fault fault) {
    return atFrame(series, " .*final", fault, 1);
  }

  /** Has something go wrong with the next frames of any bar. */
  FaultScript.Entry atFrame(Series series, Fault fault, int times) {
    return atFrame(series, " ", fault, times);
  }

  private FaultScript.Entry atFrame(Series series, String kind, Fault fault, int times) {
    String market = series.instrument().type() == MarketType.SPOT ? "spot" : "um";
    String id = series.instrument().base() + series.instrument().quote();
    return binance
        .faults()
        .add(
            "FRAME %s %s@kline_%s%s"
                .formatted(market, id.toLowerCase(Locale.ROOT), series.timeframe().label(), kind),
            fault,
            times);
  }

  /** Waits until every connection brings data. */
  void isLive() {
    until(
        "all is live",
        () -> {
          List<StreamState> streams = running().streams();
          return !streams.isEmpty()
              && streams.stream().allMatch(s -> s.phase() == StreamState.Phase.LIVE);
        });
  }

  Feed running() {
    return Objects.requireNonNull(feed);
  }

  /**
   * Waits until every fault fired and a minute more has passed, and until everything up to then is
   * in the mart as it is in truth.
   */
  void becomesTrue(List<Series> series) {
    until("every fault fired", () -> binance.faults().unfired().isEmpty());
    Instant end = binance.clock().instant().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    TimeRange range = new TimeRange(begun, end);
    for (Series one : series) {
      List<Bar> truth = binance.truth().bars(one, range);
      until(
          "%s has %d bars".formatted(one, truth.size()),
          () -> landing.tables.current(one, range).size() == truth.size());
      assertThat(mart(one, range)).isEqualTo(truth);
    }
    until("nothing is on its way", () -> landing.openIntents().isEmpty());
    assertThat(binance.violations()).isEmpty();
  }

  void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "waited %s in vain until %s; it is %s there; %s; %s; connections: %s"
                .formatted(
                    DEADLINE,
                    what,
                    binance.clock().instant(),
                    feed == null ? "" : feed.streams(),
                    events,
                    binance.streams()));
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Waits for an event. */
  FeedEvent happens(FeedEvent.Kind kind) {
    until("it happens: " + kind, () -> events.stream().anyMatch(e -> e.kind() == kind));
    return events.stream().filter(e -> e.kind() == kind).findFirst().orElseThrow();
  }

  boolean happened(FeedEvent.Kind kind, String words) {
    return events.stream().anyMatch(e -> e.kind() == kind && e.text().contains(words));
  }

  /**
   * Waits until missing bars of a series came by request, and were told of with the time it took.
   */
  void isHealed(Series series) {
    until(
        series + " is healed",
        () ->
            events.stream()
                .anyMatch(e ->
                    e.kind() == FeedEvent.Kind.HEALED
                        && series.equals(e.series())
                        && e.took() != null));
    String market = series.instrument().type() == MarketType.SPOT ? "spot" : "USDT-M";
    until(
        "the connection tells of it",
        () ->
            running().streams().stream()
                .anyMatch(s -> s.name().contains(market) && s.lastHeal() != null));
  }

  /** How long holes were open, in the exchange's time and in ours. */
  String healTimes() {
    return events.stream()
        .filter(e -> e.kind() == FeedEvent.Kind.HEALED)
        .map(e -> healTime(e.bars(), Objects.requireNonNull(e.took()).toMillis() / 1000.0))
        .collect(Collectors.joining(", "));
  }

  private static String healTime(long bars, double seconds) {
    return String.format(Locale.ROOT, "%d in %.0f s (real %.1f s)", bars, seconds, seconds / SPEED);
  }

  /** Ends the streams; none of their threads may be left. */
  void stop() {
    Feed running = feed;
    binance.clock().speed(0);
    if (running != null) {
      running.close();
      feed = null;
      until(
          "no thread is left",
          () ->
              Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> !before.contains(thread))
                  .noneMatch(thread ->
                      thread.getName().startsWith("feed")
                          || thread.getName().contains("EventLoop")));
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } finally {
      http.close();
      landing.close();
      binance.close();
    }
  }

  private URI address(String variable) {
    return URI.create(Objects.requireNonNull(binance.addresses().get(variable)));
  }
}
