package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.RunProgress;
import datalayer.ledger.Ledger;
import datalayer.ledger.LedgerException;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.store.ClickHouseAddress;
import datalayer.store.TestStore;
import datalayer.store.engine.TestEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disk of the data directory becomes really full in the middle of a run, to the last byte, time
 * and again: the operator is told, and with room again the run goes on by itself. Needs to mount a
 * small file system, which takes root; ClickHouse is elsewhere.
 *
 * <p>Runs by name ({@code -Dtest=FullDiskDrill}) and not with the others, because of the root it
 * needs; {@code ledger.FullDiskIT} has the operations database's part of it for everybody.
 */
final class FullDiskDrill {

  private static final int MEGABYTES = 400;
  private static final int ROUNDS = Integer.getInteger("datalayer.drill.disk.rounds", 10);
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final BackfillRequest REQUEST =
      UnhurriedRun.since(Instant.parse("2020-01-01T00:00:00Z"));

  private static final Logger LOG = LoggerFactory.getLogger(FullDiskDrill.class);

  @TempDir Path data;

  @Test
  void theRunWaitsAndSaysSoAndRoomLetsItGoOn() throws Exception {
    ClickHouseAddress clickHouse = TestStore.address(TestEngine.freshDatabase());
    try (SmallDisk disk = SmallDisk.mounted(data, MEGABYTES);
        SimulatedBinance binance = UnhurriedRun.venue()) {
      String id;
      try (SimulatedSystem system = system(binance, clickHouse)) {
        id = system.start(REQUEST);
        system.await(id, "the middle", UnhurriedRun::isUnderWay);
        for (int round = 0; round < ROUNDS; round++) {
          disk.fill();
          assertIsTold(system.await(id, "a reason", run -> !reason(run).isEmpty()));
          awaitThatNothingIsWritten(system);
          assertThat(system.headless.control().status().isReady()).isFalse();
          disk.free();
          int done = system.await(id, "it goes on", run -> reason(run).isEmpty()).chunksDone();
          LOG.atWarn().addKeyValue("round", round).addKeyValue("done", done).log("room again");
          if (round < ROUNDS - 1) {
            system.await(id, "round " + round, run -> run.chunksDone() > done);
          }
        }

        system.awaitEnd(id);
        system.holdsTheTruth(REQUEST);
      }
      try (SimulatedSystem again = system(binance, clickHouse)) {
        again.holdsTheTruth(REQUEST);
        assertThat(again.headless.control().plan(REQUEST).chunks()).isZero();
      }
    }
  }

  /** Whichever is first to find no room says so. */
  private void assertIsTold(RunProgress held) {
    assertThat(reason(held))
        .containsAnyOf(
            data.resolve("spool") + ". Backfills paused themselves; nothing is lost",
            data.resolve("spool") + " cannot be written: ",
            " cannot be kept in " + data.resolve("spool"),
            "operations database");
  }

  private SimulatedSystem system(SimulatedBinance binance, ClickHouseAddress clickHouse) {
    return new SimulatedSystem(data, binance, clickHouse, Optional.empty(), binance.clock());
  }

  /** The operations database has come to the end of what it had kept for itself. */
  private static void awaitThatNothingIsWritten(SimulatedSystem system) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (isWritten(system.headless.ledger())) {
      assertThat(System.nanoTime()).as("the disk is full").isLessThan(end);
    }
  }

  private static boolean isWritten(Ledger ledger) {
    try {
      return ledger.transaction(tx -> {
        tx.stops()
            .put("https://nobody/", Duration.ofDays(1), "no reason ".repeat(10_000), "nobody");
        return tx.next("ticket") > 0;
      });
    } catch (LedgerException e) {
      assertThat(e.isPassing()).as("%s", e).isTrue();
      return false;
    }
  }

  private static String reason(RunProgress run) {
    return run.outcome() + String.join("; ", SimulatedSystem.waiting(run));
  }
}
