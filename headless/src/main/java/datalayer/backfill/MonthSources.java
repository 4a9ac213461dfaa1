package datalayer.backfill;

import datalayer.backfill.Plan.ArchiveSource;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.ArchiveFile;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides which archive files to read for what is wanted of a series, month by month. */
final class MonthSources {

  /** Below this many days, the daily files are less to download than the monthly one. */
  private static final int DAYS_WORTH_A_MONTH = 12;

  private MonthSources() {}

  /** One chunk per month in which anything is wanted, ascending. */
  static List<PlannedChunk> chunks(Series series, RangeSet wanted, List<ArchiveFile> files) {
    List<PlannedChunk> chunks = new ArrayList<>();
    byMonth(wanted)
        .forEach((month, ranges) -> {
          RangeSet bars = RangeSet.of(ranges);
          TimeRange hull =
              new TimeRange(bars.ranges().getFirst().from(), bars.ranges().getLast().to());
          chunks.add(chunk(series, hull, bars, files));
        });
    return chunks;
  }

  private static PlannedChunk chunk(
      Series series, TimeRange hull, RangeSet wanted, List<ArchiveFile> files) {
    List<ArchiveSource> months = new ArrayList<>();
    List<ArchiveSource> days = new ArrayList<>();
    for (ArchiveFile file : files) {
      if (!wanted.intersection(RangeSet.of(file.period())).isEmpty()) {
        ArchiveSource source = new ArchiveSource(file.path(), file.period(), file.bytes());
        switch (file.span()) {
          case MONTH -> months.add(source);
          case DAY -> days.add(source);
        }
      }
    }
    boolean daysHoldAll =
        wanted.minus(RangeSet.of(days.stream().map(ArchiveSource::range).toList())).isEmpty();
    boolean readDays = months.isEmpty() || (daysHoldAll && days.size() < DAYS_WORTH_A_MONTH);
    return readDays
        ? new PlannedChunk(series, hull, wanted, days, months)
        : new PlannedChunk(series, hull, wanted, months, days);
  }

  private static Map<YearMonth, List<TimeRange>> byMonth(RangeSet wanted) {
    Map<YearMonth, List<TimeRange>> months = new TreeMap<>();
    for (TimeRange range : wanted.ranges()) {
      YearMonth month = YearMonth.from(range.from().atOffset(ZoneOffset.UTC));
      while (month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(range.to())) {
        YearMonth current = month;
        range
            .intersection(whole(current))
            .ifPresent(part -> months.computeIfAbsent(current, m -> new ArrayList<>()).add(part));
        month = month.plusMonths(1);
      }
    }
    return months;
  }

  private static TimeRange whole(YearMonth month) {
    LocalDate first = month.atDay(1);
    return new TimeRange(
        first.atStartOfDay(ZoneOffset.UTC).toInstant(),
        first.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
