package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveServer;
import datalayer.simulator.BarWalk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees when something a run needs is not there, and that it goes on by itself. */
final class RunTroubleIT {

  private static final Series XRP = Series.parse("binance:swap:XRP/USDT:1h");
  private static final TimeRange JANUARY =
      new TimeRange(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-02-01T00:00:00Z"));

  @TempDir Path data;

  @Test
  void aSpoolThatCannotBeWrittenPausesTheRunAndRoomLetsItGoOn() throws Exception {
    List<Bar> bars = new BarWalk(7, Timeframe.H1).over(JANUARY);
    try (ArchiveServer archive = ArchiveServer.empty();
        TestSystem system = new TestSystem(data, archive)) {
      archive.put(
          ArchiveFiles.usdtMargined("XRPUSDT", Timeframe.H1).month(YearMonth.of(2025, 1), bars));
      Path spool = data.resolve("spool");
      Files.delete(spool);
      Files.writeString(spool, "in the way");

      String id = system.headless.control().start(system.plan(request()));
      RunProgress paused = await(system, id, RunState.PAUSED);
      assertThat(paused.outcome())
          .startsWith(spool + " cannot be written: ")
          .endsWith(
              ". Backfills paused themselves; nothing is lost. Free space or move the data folder; they go on by themselves.");

      Files.delete(spool);
      Files.createDirectory(spool);

      RunProgress complete = await(system, id, RunState.COMPLETE);
      assertThat(complete.rowsLanded()).isEqualTo(bars.size());
      assertThat(system.count("landing_bars")).isEqualTo(bars.size());
    }
  }

  private static RunProgress await(TestSystem system, String id, RunState state)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      RunProgress run = system.headless.control().run(id).orElseThrow();
      if (run.state() == state) {
        return run;
      }
      assertThat(System.nanoTime()).as("%s", run).isLessThan(end);
      system.headless.backfills().await(id, 50);
    }
  }

  private static BackfillRequest request() {
    return new BackfillRequest(
        "trouble", List.of(XRP.instrument()), List.of(XRP.timeframe()), JANUARY, Load.MISSING, 2);
  }
}
