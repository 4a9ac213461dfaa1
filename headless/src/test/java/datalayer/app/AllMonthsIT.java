package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.market.Bar;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every real month there is, of every instrument, in one run. */
final class AllMonthsIT {

  private static final TimeRange YEARS =
      new TimeRange(Instant.parse("2023-01-01T00:00:00Z"), Instant.parse("2026-08-01T00:00:00Z"));

  @TempDir Path data;

  @Test
  void everyMonthLandsWithEveryValue() throws IOException, InterruptedException {
    List<Path> zips = RealData.allMonthly();
    assertThat(zips).hasSize(19);
    List<Instrument> instruments =
        zips.stream().map(zip -> RealData.series(zip).instrument()).distinct().toList();
    try (ArchiveServer archive = ArchiveServer.serving(RealData.archive());
        TestSystem system = new TestSystem(data, archive)) {

      RunProgress run =
          system.run(
              new BackfillRequest(
                  "all", instruments, List.of(Timeframe.M1), YEARS, Load.MISSING, 3));

      long truth = 0;
      for (Path zip : zips) {
        Series series = RealData.series(zip);
        Map<Long, Bar> rows = new TreeMap<>(RealData.rows(zip));
        TimeRange month = RealData.month(zip);
        assertThat(system.current(series, month)).as(zip.toString()).isEqualTo(rows);
        assertThat(system.headless.witnesses().hear(series, month).proven().ranges())
            .as(zip.toString())
            .containsExactly(month);
        truth += rows.size();
      }
      assertThat(run.rowsLanded()).isEqualTo(truth);
      assertThat(system.count("landing_bars")).isEqualTo(truth);
      assertThat(run.state())
          .as("months that the archive does not have stay visibly missing")
          .isEqualTo(RunState.INCOMPLETE);
      assertThat(system.openIntents()).isEmpty();
    }
  }
}
