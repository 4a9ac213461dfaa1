package datalayer.venue.binance;

import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.BarWalk;
import datalayer.simulator.PackedFile;
import datalayer.venue.ArchiveFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One day of one series, which the tests of faults spoil in turn. */
final class ArchiveDay {

  static final Series SERIES = Series.parse("binance:swap:LTC/USDT:1m");
  static final LocalDate DATE = LocalDate.of(2026, 3, 1);
  static final ArchiveFiles FILES = ArchiveFiles.usdtMargined("LTCUSDT", Timeframe.M1);
  static final ArchiveFile FILE = new ArchivePaths(SERIES).day(DATE, ArchiveFile.UNKNOWN_SIZE);
  static final List<Bar> BARS =
      new BarWalk(7, Timeframe.M1)
          .over(
              new TimeRange(
                  Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z")));
  static final PackedFile PACKED = FILES.day(DATE, BARS);
  static final String CSV_NAME = FILES.stem(DATE) + ".csv";

  private ArchiveDay() {}
}
