package datalayer.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.ledger.Intent;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.Fault;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.store.TestStore;
import datalayer.store.engine.TestEngine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An oracle that never says no is none: each of its questions is answered wrongly on purpose. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class TruthOracleIT {

  private static final Series LTC = new Series(DrillWorld.SPOT, Timeframe.H1);
  private static final TimeRange DAYS =
      new TimeRange(Instant.parse("2026-03-03T00:00:00Z"), Instant.parse("2026-03-06T00:00:00Z"));
  private static final TimeRange OUTAGE =
      new TimeRange(Instant.parse("2026-03-04T05:00:00Z"), Instant.parse("2026-03-04T07:00:00Z"));
  private static final List<BackfillRequest> REQUESTS =
      List.of(
          new BackfillRequest(
              "three days",
              List.of(LTC.instrument()),
              List.of(LTC.timeframe()),
              DAYS,
              Load.MISSING,
              1));

  /** Repeating rows must not be taken for an insert that came again. */
  private static final Map<String, String> ANYWAY = Map.of("insert_deduplicate", "0");

  @TempDir Path data;
  private DrillWorld world;
  private Headless headless;

  @BeforeEach
  void landEverything() throws IOException, InterruptedException {
    world = DrillWorld.of(7, new Mishap[0]);
    world.binance.truth().script().outage(i -> true, OUTAGE);
    HeadlessOptions options = world.options(data);
    String database = TestEngine.freshDatabase();
    headless =
        Headless.start(
            new HeadlessOptions(
                data,
                Optional.of(TestStore.address(database)),
                database,
                0,
                Optional.empty(),
                4,
                2,
                2,
                2,
                options.patience(),
                options.binance(),
                List.of(),
                List.of(),
                options.faults()),
            world.binance.clock());
    String id = headless.control().start(headless.control().plan(REQUESTS.getFirst()));
    assertThat(headless.backfills().await(id, 60_000)).isTrue();
    RunProgress run = headless.backfills().find(id).orElseThrow();
    assertThat(run.state()).as(run.outcome()).isEqualTo(RunState.COMPLETE);
    assertThat(troubles()).isEmpty();
  }

  @AfterEach
  void close() {
    headless.close();
    world.close();
  }

  @Test
  void aBarThatIsGone() {
    sql("ALTER TABLE ${database}.bars_current DELETE WHERE timestamp = '2026-03-03 03:00:00'");
    assertThat(troubles())
        .anyMatch(t -> t.contains("bars_current is not the truth; first difference: Bar["))
        .anyMatch(t -> t.contains("ledger, proven: too much [], too little"))
        .anyMatch(t -> t.startsWith("bars_current has 69 bars, the truth of what was asked for 70"))
        .anyMatch(t -> t.startsWith("bars_current is not what landing_bars makes: 69 "))
        .anyMatch(t -> t.startsWith("days whose bitmap is not that of its bars: 1"))
        .anyMatch(t -> t.startsWith("incident: "));
  }

  @Test
  void barsThatAreTwice() {
    sql("INSERT INTO ${database}.bars_snapshots SELECT * FROM ${database}.bars_snapshots LIMIT 1");
    assertThat(troubles())
        .anyMatch(t -> t.startsWith("bars_snapshots is not what landing_bars makes: 71 "))
        .anyMatch(t -> t.equals("rows that are twice in bars_snapshots: 1"));
  }

  @Test
  void aRowThatLandedTwice() {
    sql("INSERT INTO ${database}.landing_bars SELECT * FROM ${database}.landing_bars LIMIT 1");
    assertThat(troubles()).anyMatch(t -> t.equals("rows that are twice in landing_bars: 1"));
  }

  @Test
  void aWrongFigureOfAHigherVersion() {
    sql(
        "INSERT INTO ${database}.bars_current SELECT * REPLACE (close + 0.01 AS close, version + 1 AS version) "
            + "FROM ${database}.bars_current WHERE timestamp = '2026-03-04 20:00:00'");
    assertThat(troubles())
        .anyMatch(t -> t.contains(LTC + " on 2026-03-04"))
        .anyMatch(t -> t.startsWith("bars_current is not what landing_bars makes: 70 "))
        .noneMatch(t -> t.contains(" on 2026-03-03"));
  }

  @Test
  void aBarThatTheTruthDoesNotHave() {
    sql(
        "INSERT INTO ${database}.landing_bars SELECT * REPLACE (toDateTime64('2026-03-04 05:00:00', 3, 'UTC') AS timestamp, "
            + "toUnixTimestamp64Milli(toDateTime64('2026-03-04 05:00:00', 3, 'UTC')) AS timestamp_unix) "
            + "FROM (SELECT * FROM ${database}.landing_bars WHERE timestamp = '2026-03-04 20:00:00')");
    assertThat(troubles())
        .anyMatch(t -> t.contains("bars_current is not the truth"))
        .anyMatch(t -> t.contains("ledger, shown without proof: too much [2026-03-04T05:00:00Z"));
  }

  @Test
  void anOpenIntent() {
    headless
        .ledger()
        .transaction(tx -> {
          tx.intents()
              .open(
                  new Intent("token", "key", 1, "a chunk", null, 99, 1, 1, "sha", "{}"),
                  Map.of(LTC, DAYS));
          return true;
        });
    assertThat(troubles()).anyMatch(t -> t.startsWith("open intent: a chunk"));
  }

  @Test
  void aHoleThatIsNotTheExchanges() {
    TimeRange bar =
        new TimeRange(Instant.parse("2026-03-03T04:00:00Z"), Instant.parse("2026-03-03T05:00:00Z"));
    headless
        .ledger()
        .transaction(tx -> {
          tx.coverage().retract(LTC, bar, "on purpose");
          tx.coverage().record(LTC, List.of(new CoverageInterval(bar, State.EMPTY, "it says so")));
          return true;
        });
    assertThat(troubles()).anyMatch(t -> t.contains("ledger, present: too much [], too little"));
  }

  @Test
  void aFaultThatNeverFired() {
    world.binance.faults().add("GET /nowhere", Fault.status(503), 1);
    world.binance.publications().missing("no such file");
    assertThat(troubles())
        .containsExactly(
            "it never went wrong as asked: "
                + world.binance.faults().unfired().getFirst().toString(),
            "it never went wrong as asked: archive files of no such file");
  }

  @Test
  void aRequestDuringABan() throws Exception {
    SimulatedBinance binance = world.binance;
    binance.faults().add("GET /api/v3/ping", Fault.tooMany(418, "600"), 1);
    URI ping =
        URI.create(
            Objects.requireNonNull(binance.addresses().get("BINANCE__SPOT_REST_URL"))
                + "/api/v3/ping");
    try (HttpClient client = HttpClient.newHttpClient()) {
      // The first ones may have crossed the refusal.
      while (binance.violations().isEmpty()) {
        client.send(HttpRequest.newBuilder(ping).build(), BodyHandlers.discarding());
      }
    }
    assertThat(troubles())
        .hasSize(1)
        .allMatch(t -> t.startsWith("the exchange saw a broken rule: ") && t.contains("BAN"));
  }

  private List<String> troubles() {
    return TruthOracle.troubles(headless, world.binance, REQUESTS);
  }

  private void sql(String statement) {
    Map<String, String> settings =
        statement.startsWith("ALTER") ? Map.of("mutations_sync", "2") : ANYWAY;
    headless.clickHouse().execute(statement, settings);
  }
}
