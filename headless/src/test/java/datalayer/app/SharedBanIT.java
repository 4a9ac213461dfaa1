package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.BackfillRequest;
import datalayer.control.VenueState;
import datalayer.ledger.LedgerAddress;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.Fault;
import datalayer.simulator.binance.BinanceMarket;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.binance.SimulationOptions;
import datalayer.simulator.binance.VenueRequest;
import datalayer.store.ClickHouseAddress;
import datalayer.store.TestStore;
import datalayer.store.engine.TestEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ban holds for every process behind the address, and for one that is started during it. */
final class SharedBanIT {

  private static final Instant NOW = Instant.parse("2026-03-10T12:34:56Z");

  /** A process under load may be slow to tell the other. */
  private static final Duration CROSSING = Duration.ofSeconds(4);

  private static final Duration DEADLINE = Duration.ofMinutes(3);

  /** In no file yet; more lanes than one node has threads, so that both ask. */
  private static final BackfillRequest REQUEST =
      SimulatedSystem.request(
          new TimeRange(
              Instant.parse("2026-03-10T00:00:00Z"), Instant.parse("2026-03-10T12:30:00Z")),
          8,
          Stream.of("BTC", "ETH", "LTC", "XRP", "SOL", "DOGE")
              .flatMap(base ->
                  Stream.of("1m", "5m")
                      .map(tf -> Series.parse("binance:swap:" + base + "/USDT:" + tf)))
              .toArray(Series[]::new));

  private final long deadline = System.nanoTime() + DEADLINE.toNanos();

  @TempDir Path directory;

  @Test
  void anotherNodeHeedsItWithoutHavingBeenTold() throws Exception {
    Duration ban = Duration.ofSeconds(20);
    ClickHouseAddress clickHouse = TestStore.address(TestEngine.freshDatabase());
    try (SimulatedBinance binance = venue(ban);
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        SimulatedSystem told = node("told", binance, clickHouse, postgres);
        SimulatedSystem other = node("other", binance, clickHouse, postgres)) {
      String id = told.start(REQUEST);
      awaitStop(id, told, other);

      told.awaitEnd(id);
      told.holdsTheTruth(REQUEST);
      nothingWasSentDuring(ban, binance);
    }
  }

  @Test
  void aProcessThatIsStartedDuringItKnowsIt() throws Exception {
    Duration ban = Duration.ofSeconds(30);
    ClickHouseAddress clickHouse = TestStore.address(TestEngine.freshDatabase());
    try (SimulatedBinance binance = venue(ban)) {
      try (SimulatedSystem told = desktop(binance, clickHouse)) {
        String id = told.start(REQUEST);
        awaitStop(id, told);
        // Otherwise the end would wait for chunks that wait for the venue.
        told.headless.control().cancel(id);
      }
      try (SimulatedSystem after = desktop(binance, clickHouse)) {
        assertThat(stopped(after))
            .singleElement()
            .satisfies(venue -> {
              assertThat(venue.name()).isEqualTo("Binance USDT-M");
              assertThat(venue.stopReason()).contains("it has banned this address (418)");
            });
        after.awaitEnd(after.start(REQUEST));
        after.holdsTheTruth(REQUEST);
        nothingWasSentDuring(ban, binance);
      }
    }
  }

  private static SimulatedBinance venue(Duration ban) throws Exception {
    SimulatedBinance binance = SimulatedBinance.start(SimulationOptions.sample(11, NOW).atSpeed(1));
    binance.crossing(CROSSING);
    binance
        .faults()
        .add("GET /fapi/v1/klines", Fault.tooMany(418, String.valueOf(ban.toSeconds())), 1);
    return binance;
  }

  private SimulatedSystem desktop(SimulatedBinance binance, ClickHouseAddress clickHouse) {
    return new SimulatedSystem(
        directory.resolve("data"), binance, clickHouse, Optional.empty(), binance.clock());
  }

  private SimulatedSystem node(
      String name,
      SimulatedBinance binance,
      ClickHouseAddress clickHouse,
      EmbeddedPostgres postgres) {
    String url = postgres.getJdbcUrl("postgres", "postgres");
    return new SimulatedSystem(
        directory.resolve(name),
        binance,
        clickHouse,
        Optional.of(new LedgerAddress(url, "postgres", "postgres")),
        binance.clock());
  }

  private void awaitStop(String id, SimulatedSystem... systems) throws InterruptedException {
    for (SimulatedSystem system : systems) {
      while (stopped(system).isEmpty()) {
        assertThat(System.nanoTime())
            .as(() -> system.headless.control().snapshot().toString())
            .isLessThan(deadline);
        system.headless.backfills().await(id, 50);
      }
    }
  }

  private static List<VenueState> stopped(SimulatedSystem system) {
    return system.headless.control().snapshot().venues().stream()
        .filter(venue -> venue.stoppedUntil() != null)
        .toList();
  }

  /** What was under way when the ban fell is told by the exchange itself. */
  private static void nothingWasSentDuring(Duration ban, SimulatedBinance binance) {
    List<VenueRequest> futures =
        binance.requests().stream()
            .filter(request -> request.market() == BinanceMarket.USDT_MARGINED)
            .toList();
    Instant banned =
        futures.stream()
            .filter(request -> request.served().path().startsWith("/fapi/v1/klines"))
            .map(VenueRequest::at)
            .findFirst()
            .orElseThrow();
    assertThat(futures)
        .filteredOn(request -> request.at().isAfter(banned.plus(CROSSING)))
        .as("requests during the ban")
        .isNotEmpty()
        .allMatch(request -> !request.at().isBefore(banned.plus(ban)));
  }
}
