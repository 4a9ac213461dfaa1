package datalayer.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.market.Bar;
import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.Fault;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.binance.SimulationOptions;
import datalayer.simulator.truth.MarketScript;
import datalayer.venue.CatalogueFetch;
import datalayer.venue.HistoryFetch;
import datalayer.venue.HistoryFetch.Answered;
import datalayer.venue.HistoryFetch.Refused;
import datalayer.venue.HistoryFetch.Unavailable;
import datalayer.venue.ListedInstrument;
import datalayer.venue.RequestPriority;
import datalayer.venue.http.Deadlines;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.Pause;
import datalayer.venue.http.Retries;
import datalayer.venue.http.StopNotices;
import datalayer.venue.http.Ticks;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The adapter against the simulated Binance, whose log is the judge. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class SimulatedHistoryTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:34:56.789Z");
  private static final Series SPOT = Series.parse("binance:spot:LTC/USDT:1m");
  private static final Series SWAP = Series.parse("binance:swap:LTC/USDT:1m");
  private static final TimeRange OUTAGE =
      new TimeRange(Instant.parse("2026-03-09T02:00:00Z"), Instant.parse("2026-03-09T03:30:00Z"));
  private static final TimeRange ASKED =
      new TimeRange(Instant.parse("2026-03-08T00:00:00Z"), Instant.parse("2026-03-10T13:00:00Z"));
  private static final TimeRange FINAL =
      new TimeRange(ASKED.from(), Instant.parse("2026-03-10T12:34:00Z"));

  private SimulatedBinance binance;
  private HttpFetcher http;
  private BinanceCatalogue catalogue;
  private BinanceHistory history;

  @BeforeEach
  void start() throws IOException {
    MarketScript script = new MarketScript();
    script.outage(MarketScript.every(MarketType.SPOT), OUTAGE);
    binance = SimulatedBinance.start(SimulationOptions.sample(42, NOW).atSpeed(0).with(script));
    InstantSource wrong = binance.clock().skewed(Duration.ofHours(1));
    Ticks ticks = () -> Duration.between(NOW, binance.clock().instant()).toNanos();
    Pause pause = binance.clock()::advance;
    Retries retries = Retries.defaults();
    http = new HttpFetcher(Deadlines.requests(), retries, wrong, pause, () -> 1.0);
    BinanceAddresses defaults = BinanceAddresses.defaults();
    BinanceAddresses addresses =
        new BinanceAddresses(
            address("BINANCE__SPOT_REST_URL"),
            defaults.spotStream(),
            address("BINANCE__FUTURES_REST_URL"),
            defaults.futuresStream(),
            defaults.archive(),
            null);
    BinanceRest rest =
        new BinanceRest(
            addresses, http, wrong, 8, StopNotices.NONE, retries, ticks, pause, () -> 1.0);
    catalogue = new BinanceCatalogue(rest);
    history = new BinanceHistory(rest, catalogue);
  }

  @AfterEach
  void stop() {
    http.close();
    binance.close();
  }

  private URI address(String variable) {
    return URI.create(Objects.requireNonNull(binance.addresses().get(variable)));
  }

  private void isTrue(Series series, Answered answered) {
    assertThat(answered.bars()).isEqualTo(binance.truth().bars(series, FINAL));
    boolean spot = series.instrument().type() == MarketType.SPOT;
    assertThat(answered.silent()).isEqualTo(spot ? RangeSet.of(OUTAGE) : RangeSet.EMPTY);
    assertThat(answered.rejected()).isEmpty();
    assertThat(answered.unread()).isEqualTo(RangeSet.EMPTY);
  }

  private Answered patiently(Series series, RequestPriority priority) throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      HistoryFetch fetched = history.fetch(series, ASKED, priority);
      if (fetched instanceof Answered answered) {
        return answered;
      }
      if (!(fetched instanceof Unavailable unavailable)) {
        throw new AssertionError("refused: " + fetched);
      }
      Duration asked = unavailable.retryAfter();
      if (asked != null) {
        binance.clock().advance(asked);
      }
    }
    throw new AssertionError("it never answered");
  }

  @Test
  void whatComesIsTheTruthAndTheClockOfTheMachineDoesNotMatter() throws Exception {
    for (Series series : List.of(SPOT, SWAP)) {
      Answered answered = (Answered) history.fetch(series, ASKED, RequestPriority.BACKFILL);
      isTrue(series, answered);
      assertThat(answered.pending()).isEqualTo(RangeSet.of(new TimeRange(FINAL.to(), ASKED.to())));
    }
    assertThat(binance.violations()).isEmpty();
  }

  @Test
  void stormsAndBansChangeNothingAndBreakNoRule() throws Exception {
    binance.faults().add("/klines", Fault.tooMany(429, "3"), 4);
    binance.faults().add("/klines", Fault.tooMany(418, "300"), 1);
    binance.faults().add("/klines", Fault.status(503), 3);
    binance.faults().add("/klines", new Fault.Truncate(1_000), 2);
    Map<RequestPriority, Answered> answers = new ConcurrentHashMap<>();
    List<Thread> threads = new ArrayList<>();
    for (RequestPriority priority : RequestPriority.values()) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  answers.put(priority, patiently(SPOT, priority));
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(answers).hasSize(4);
    for (Answered answered : answers.values()) {
      assertThat(answered.bars().stream().filter(bar -> FINAL.contains(bar.openTime())).toList())
          .isEqualTo(binance.truth().bars(SPOT, FINAL));
    }
    assertThat(binance.faults().unfired()).isEmpty();
    assertThat(binance.violations()).isEmpty();
  }

  @Test
  void itsCatalogueIsReadAndAnUnknownSymbolRefused() throws Exception {
    CatalogueFetch.Listed listed =
        (CatalogueFetch.Listed)
            catalogue.instruments(MarketType.SWAP, Duration.ZERO, RequestPriority.INCREMENT);
    List<Instrument> instruments =
        listed.instruments().stream().map(ListedInstrument::instrument).toList();
    assertThat(instruments).contains(SWAP.instrument());
    Series unknown = Series.parse("binance:swap:NOSUCH/USDT:1m");
    assertThat(history.fetch(unknown, ASKED, RequestPriority.REPAIR)).isInstanceOf(Refused.class);
    List<Bar> none = binance.truth().bars(SPOT, OUTAGE);
    assertThat(none).isEmpty();
  }
}
