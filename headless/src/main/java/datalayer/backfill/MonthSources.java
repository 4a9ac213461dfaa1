package datalayer.backfill;

import datalayer.backfill.Plan.ArchiveSource;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.ArchiveFile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides which archive files to read for what is wanted of a series, month by month. */
final class MonthSources {

  /** Below this many days, the daily files are less to download than the monthly one. */
  private static final int DAYS_WORTH_A_MONTH = 12;

  private MonthSources() {}

  /**
   * One chunk per month in which anything is wanted, ascending.
   *
   * @param wanted bars that the files should hold
   * @param oldest where the oldest file of the series begins, so that a chunk that begins there
   *     opens it; or null
   */
  static List<PlannedChunk> chunks(
      Series series, RangeSet wanted, List<ArchiveFile> files, @Nullable Instant oldest) {
    Map<YearMonth, List<ArchiveFile>> published = new HashMap<>();
    for (ArchiveFile file : files) {
      published.computeIfAbsent(month(file.period().from()), m -> new ArrayList<>()).add(file);
    }
    List<PlannedChunk> chunks = new ArrayList<>();
    byMonth(wanted)
        .forEach((month, bars) ->
            chunks.add(chunk(series, bars, published.getOrDefault(month, List.of()), oldest)));
    return chunks;
  }

  private static PlannedChunk chunk(
      Series series, RangeSet wanted, List<ArchiveFile> files, @Nullable Instant oldest) {
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
    List<ArchiveSource> first = readDays ? days : months;
    TimeRange hull = hull(wanted);
    return new PlannedChunk(
        series,
        hull,
        wanted,
        first,
        readDays ? months : days,
        hull.from().equals(oldest),
        0,
        first.stream().mapToLong(s -> Math.max(0, s.bytes())).sum(),
        Duration.ZERO);
  }

  /** The shortest range that holds everything wanted. */
  static TimeRange hull(RangeSet wanted) {
    return new TimeRange(wanted.ranges().getFirst().from(), wanted.ranges().getLast().to());
  }

  /** What is wanted of each month of UTC. */
  static Map<YearMonth, RangeSet> byMonth(RangeSet wanted) {
    Map<YearMonth, List<TimeRange>> months = new TreeMap<>();
    for (TimeRange range : wanted.ranges()) {
      YearMonth month = month(range.from());
      while (start(month).isBefore(range.to())) {
        YearMonth current = month;
        range
            .intersection(new TimeRange(start(month), start(month.plusMonths(1))))
            .ifPresent(part -> months.computeIfAbsent(current, m -> new ArrayList<>()).add(part));
        month = month.plusMonths(1);
      }
    }
    Map<YearMonth, RangeSet> sets = new TreeMap<>();
    months.forEach((month, ranges) -> sets.put(month, RangeSet.of(ranges)));
    return sets;
  }

  static YearMonth month(Instant instant) {
    return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
  }

  static Instant start(YearMonth month) {
    LocalDate first = month.atDay(1);
    return first.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
