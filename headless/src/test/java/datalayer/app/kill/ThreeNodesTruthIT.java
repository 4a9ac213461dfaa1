package datalayer.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.app.SimulatedSystem;
import datalayer.backfill.BackfillRequest;
import datalayer.ledger.LedgerAddress;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.Fault;
import datalayer.simulator.binance.BinanceMarket;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.binance.SimulationOptions;
import datalayer.simulator.binance.VenueRequest;
import datalayer.simulator.truth.MarketScript;
import datalayer.store.ClickHouseAddress;
import datalayer.store.TestStore;
import datalayer.store.engine.TestEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes, of which one is killed and one frozen for half a minute, work a run over a Binance
 * that misbehaves, beside a neighbour who uses up nearly all that the venue allows their common
 * address. What they leave is the truth, once, and no limit was broken.
 */
final class ThreeNodesTruthIT {

  private static final int LANES = 6;
  private static final Duration FROZEN = Duration.ofSeconds(30);
  private static final Duration DEADLINE = Duration.ofMinutes(8);

  /** Of 2,400 in a minute; our nodes keep a fifth free for live bars. */
  private static final int NEIGHBOUR = 2_200;

  private static final TimeRange RANGE =
      new TimeRange(Instant.parse("2026-02-10T00:00:00Z"), Instant.parse("2026-03-10T12:00:00Z"));

  private static final Series[] SERIES = {
    Series.parse("binance:swap:BTC/USDT:1m"),
    Series.parse("binance:swap:ETH/USDT:1m"),
    Series.parse("binance:swap:LTC/USDT:1m"),
    Series.parse("binance:swap:XRP/USDT:1m"),
    Series.parse("binance:swap:SOL/USDT:1m"),
    Series.parse("binance:swap:DOGE/USDT:1m")
  };

  private final long deadline = System.nanoTime() + DEADLINE.toNanos();

  @TempDir Path directory;

  @Test
  void whatTheyLeaveIsTheTruthOnceAndNoLimitWasBroken() throws Exception {
    BackfillRequest request = SimulatedSystem.request(RANGE, LANES, SERIES);
    ClickHouseAddress clickHouse = TestStore.address(TestEngine.freshDatabase());
    try (SimulatedBinance binance = venue();
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        ChildProcess second = node("two", postgres, clickHouse, binance, List.of());
        ChildProcess third = node("three", postgres, clickHouse, binance, List.of())) {
      assertThat(second.awaitLine(NodeChild.READY)).as(second.said()).isTrue();
      assertThat(third.awaitLine(NodeChild.READY)).as(third.said()).isTrue();
      try (ChildProcess first = node("one", postgres, clickHouse, binance, run());
          Connection ledger = postgres.getPostgresDatabase().getConnection()) {
        assertThat(first.awaitLine(NodeChild.STARTED)).as(first.said()).isTrue();
        String run = first.line(NodeChild.STARTED);
        while (ThreeNodesIT.lanesOf(ledger, run, directory.resolve("one")).isEmpty()
            || ThreeNodesIT.lanesOf(ledger, run, directory.resolve("two")).isEmpty()) {
          look(ledger, run, first, second, third);
          assertThat(ThreeNodesIT.state(ledger, run)).isNotEqualTo("complete");
        }
        first.kill();
        ThreeNodesIT.signal(second, "STOP");
        Instant full = useUpTheMinute(binance);
        assertThat(second.endsWithin(FROZEN.toMillis())).as(second.said()).isFalse();
        ThreeNodesIT.signal(second, "CONT");
        while (!ThreeNodesIT.state(ledger, run).equals("complete")) {
          look(ledger, run, second, second, third);
        }
        assertThat(ThreeNodesIT.mostAtOnce(ledger, run)).isLessThanOrEqualTo(LANES);
        for (ChildProcess node : List.of(second, third)) {
          node.askToEnd();
          assertThat(node.awaitEnd()).as(node.said()).isZero();
        }
        theNeighbourWasSeen(binance, full);
      }
      try (SimulatedSystem after =
          new SimulatedSystem(
              directory.resolve("after"),
              binance,
              clickHouse,
              Optional.of(operations(postgres)),
              binance.clock())) {
        after.holdsTheTruth(request);
      }
    }
  }

  private static SimulatedBinance venue() throws IOException {
    MarketScript script = new MarketScript();
    Instant out = RANGE.from().plus(Duration.ofDays(4));
    script.outage(
        MarketScript.only(SERIES[2].instrument()),
        new TimeRange(out, out.plus(Duration.ofMinutes(90))));
    SimulatedBinance binance =
        SimulatedBinance.start(
            SimulationOptions.sample(17, RANGE.to())
                .with(script)
                .publishing(Duration.ofDays(4), Duration.ofDays(4))
                .atSpeed(1));
    binance.faults().add("\\.zip$", new Fault.Status(503, null, ""), 4);
    binance.faults().add("ETHUSDT.*\\.zip$", Fault.flipByte(200), 1);
    binance.faults().add("XRPUSDT.*\\.zip$", new Fault.Truncate(500), 2);
    binance.faults().add("BTCUSDT.*\\.CHECKSUM$", Fault.body("0000  nothing.zip\n"), 1);
    binance.faults().add("GET /fapi/v1/klines(?!.*startTime=0&)", Fault.status(429), 2);
    binance.faults().add("GET /fapi/v1/klines(?!.*startTime=0&)", Fault.status(503), 3);
    binance.faults().add("GET /fapi/v1/klines(?!.*startTime=0&)", new Fault.Close(), 2);
    // So that there is time to kill somebody.
    binance.faults().always("\\.zip$", new Fault.Dribble(8 << 10, Duration.ofMillis(150)));
    return binance;
  }

  private static List<String> run() {
    List<String> run = new ArrayList<>(List.of(String.valueOf(LANES), RANGE.toString()));
    Arrays.stream(SERIES).forEach(series -> run.add(series.toString()));
    return run;
  }

  private ChildProcess node(
      String name,
      EmbeddedPostgres postgres,
      ClickHouseAddress clickHouse,
      SimulatedBinance binance,
      List<String> run)
      throws IOException {
    Map<String, String> venue = binance.addresses();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                directory.resolve(name).toString(),
                operations(postgres).url(),
                clickHouse.endpoint().toString(),
                clickHouse.password(),
                clickHouse.database(),
                Duration.between(InstantSource.system().instant(), binance.clock().instant())
                    .toString()));
    for (String variable :
        List.of(
            "SPOT_REST_URL",
            "SPOT_WS_URL",
            "FUTURES_REST_URL",
            "FUTURES_WS_URL",
            "ARCHIVE_URL",
            "ARCHIVE_LISTING_URL")) {
      arguments.add(Objects.requireNonNull(venue.get("BINANCE__" + variable)));
    }
    arguments.addAll(run);
    return ChildProcess.start(VenueNodeChild.class, arguments);
  }

  private static LedgerAddress operations(EmbeddedPostgres postgres) {
    return new LedgerAddress(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
  }

  private void look(Connection ledger, String run, ChildProcess... nodes) throws Exception {
    assertThat(System.nanoTime()).as(ThreeNodesIT.said(nodes)).isLessThan(deadline);
    assertThat(ThreeNodesIT.state(ledger, run))
        .as(ThreeNodesIT.said(nodes))
        .isIn("waiting", "running", "complete");
    nodes[2].endsWithin(50);
  }

  /**
   * Somebody else at the same address, who keeps to the limits too.
   *
   * @return when nothing was left that our nodes may use before the next minute
   */
  private static Instant useUpTheMinute(SimulatedBinance binance) throws Exception {
    URI question =
        URI.create(
            binance.addresses().get("BINANCE__FUTURES_REST_URL")
                + "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1500&startTime=0&endTime=1");
    try (HttpClient neighbour = HttpClient.newHttpClient()) {
      while (true) {
        HttpResponse<Void> answer =
            neighbour.send(HttpRequest.newBuilder(question).build(), BodyHandlers.discarding());
        long used = answer.headers().firstValueAsLong("X-MBX-USED-WEIGHT-1M").orElse(0);
        if (used >= NEIGHBOUR) {
          return binance.clock().instant();
        }
      }
    }
  }

  /** What is under way when the minute is full is answered; nothing else is sent in it. */
  private static void theNeighbourWasSeen(SimulatedBinance binance, Instant full) {
    Instant next = full.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
    List<VenueRequest> late =
        binance.requests().stream()
            .filter(request -> request.market() == BinanceMarket.USDT_MARGINED)
            .filter(request -> request.at().isAfter(full) && request.at().isBefore(next))
            .toList();
    long after =
        binance.requests().stream().filter(request -> !request.at().isBefore(next)).count();
    System.out.printf(
        "ThreeNodesTruthIT: %d requests in the %d s of the minute that was full, %d after it; the most weight in a minute was %d%n",
        late.size(),
        Duration.between(full, next).toSeconds(),
        after,
        binance.requests().stream().mapToInt(VenueRequest::used).max().orElse(0));
    assertThat(late).as("requests although the minute was full").hasSizeLessThanOrEqualTo(12);
  }
}
