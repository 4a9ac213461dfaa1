package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.ledger.LedgerAddress;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.store.ClickHouseAddress;
import datalayer.store.TestStore;
import datalayer.store.engine.TestEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database goes away in the middle of a run and comes back: the run says so, and goes on. */
final class DatabasesAwayIT {

  @TempDir Path data;

  @Test
  void clickHouseIsAwayForAWhile() throws Exception {
    ClickHouseAddress real = TestStore.address(TestEngine.freshDatabase());
    try (SimulatedBinance binance = UnhurriedRun.venue();
        CuttableLine line = new CuttableLine(real.endpoint().getPort());
        SimulatedSystem system =
            new SimulatedSystem(
                data,
                binance,
                new ClickHouseAddress(
                    URI.create("http://127.0.0.1:" + line.port()),
                    real.username(),
                    real.password(),
                    real.database(),
                    "beyond the line"),
                Optional.empty(),
                binance.clock())) {
      String id = system.start(UnhurriedRun.REQUEST);
      system.await(id, "the middle", UnhurriedRun::isUnderWay);
      line.cut();

      RunProgress waits =
          system.await(id, "a reason", run -> !SimulatedSystem.waiting(run).isEmpty());
      assertThat(waits.state()).isEqualTo(RunState.RUNNING);
      assertThat(SimulatedSystem.waiting(waits))
          .allSatisfy(reason ->
              assertThat(reason)
                  .startsWith(
                      "ClickHouse does not answer. Landed bars are safe on disk and wait here. Retrying every 5 s. ("));
      assertThat(system.headless.control().status().isReady()).isFalse();

      line.mend();
      RunProgress end = system.awaitEnd(id);
      assertThat(SimulatedSystem.waiting(end)).isEmpty();
      system.holdsTheTruth(UnhurriedRun.REQUEST);
    }
  }

  @Test
  void theOperationsDatabaseIsAwayForAWhile() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        SimulatedBinance binance = UnhurriedRun.venue();
        CuttableLine line = new CuttableLine(postgres.getPort());
        SimulatedSystem system =
            new SimulatedSystem(
                data,
                binance,
                TestStore.address(TestEngine.freshDatabase()),
                Optional.of(
                    new LedgerAddress(
                        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(line.port()),
                        "postgres",
                        "postgres")),
                binance.clock())) {
      String id = system.start(UnhurriedRun.REQUEST);
      system.await(id, "the middle", UnhurriedRun::isUnderWay);
      line.cut();

      RunProgress waits = system.await(id, "a reason", run -> !run.outcome().isEmpty());
      assertThat(waits.outcome())
          .startsWith(
              "The operations database does not answer. Nothing is lost; the lanes wait for it. ");
      assertThat(waits.state()).isEqualTo(RunState.RUNNING);

      line.mend();
      RunProgress end = system.awaitEnd(id);
      assertThat(end.outcome()).isEmpty();
      system.holdsTheTruth(UnhurriedRun.REQUEST);
    }
  }
}
