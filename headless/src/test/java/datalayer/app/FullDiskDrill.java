package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.RunProgress;
import datalayer.ledger.Ledger;
import datalayer.ledger.LedgerException;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.Fault;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.binance.SimulationOptions;
import datalayer.store.ClickHouseAddress;
import datalayer.store.TestStore;
import datalayer.store.engine.TestEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of the data directory becomes really full in the middle of a run, to the last byte: the
 * operations database and the spool cannot be written. The operator is told, and with room again
 * the run goes on by itself. Needs to mount a small file system, which takes root; ClickHouse is
 * elsewhere.
 *
 * <p>Runs by name ({@code -Dtest=FullDiskDrill}) and not with the others: now and then a lane is
 * caught within H2 2.5.252, whose {@code MVStore.registerVersionUsage} turns round for ever in a
 * store that could not be written, here when a connection is rolled back; such a process must be
 * started again.
 */
final class FullDiskDrill {

  private static final int MEGABYTES = 100;
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Instant NOW = Instant.parse("2026-03-10T12:34:56Z");
  private static final BackfillRequest REQUEST =
      SimulatedSystem.request(
          new TimeRange(
              Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-03-10T12:00:00Z")),
          3,
          Series.parse("binance:swap:BTC/USDT:5m"),
          Series.parse("binance:swap:LTC/USDT:5m"));

  @TempDir Path data;

  @Test
  void theRunWaitsAndSaysSoAndRoomLetsItGoOn() throws Exception {
    ClickHouseAddress clickHouse = TestStore.address(TestEngine.freshDatabase());
    try (SmallDisk disk = SmallDisk.mounted(data, MEGABYTES);
        SimulatedBinance binance =
            SimulatedBinance.start(SimulationOptions.sample(11, NOW).atSpeed(1))) {
      // So that there is a middle.
      binance.faults().always("\\.zip$", new Fault.Dribble(16 << 10, Duration.ofMillis(200)));
      String id;
      try (SimulatedSystem system = system(binance, clickHouse)) {
        id = system.start(REQUEST);
        system.await(id, "the middle", run -> run.chunksDone() >= 2);
        disk.fill();

        RunProgress held = system.await(id, "a reason", run -> !reason(run).isEmpty());
        // Whichever is first to find no room says so.
        assertThat(reason(held))
            .containsAnyOf(
                data.resolve("spool") + ". Backfills paused themselves; nothing is lost",
                data.resolve("spool") + " cannot be written: ",
                " cannot be kept in " + data.resolve("spool"),
                "operations database");
        awaitThatNothingIsWritten(system);
        disk.free();

        system.awaitEnd(id);
        system.holdsTheTruth(REQUEST);
      }
      try (SimulatedSystem again = system(binance, clickHouse)) {
        again.holdsTheTruth(REQUEST);
        assertThat(again.headless.control().plan(REQUEST).chunks()).isZero();
      }
    }
  }

  private SimulatedSystem system(SimulatedBinance binance, ClickHouseAddress clickHouse) {
    return new SimulatedSystem(data, binance, clickHouse, Optional.empty(), binance.clock());
  }

  /** The operations database has come to the end of its file, and closed itself. */
  private static void awaitThatNothingIsWritten(SimulatedSystem system) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (isWritten(system.headless.ledger())) {
      assertThat(System.nanoTime()).as("the disk is full").isLessThan(end);
    }
  }

  private static boolean isWritten(Ledger ledger) {
    try {
      return ledger.transaction(tx -> {
        tx.stops().put("https://nobody/", Duration.ofDays(1), "no reason ".repeat(1_000), "nobody");
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
