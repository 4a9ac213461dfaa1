package datalayer.store;

import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The data's own witness of what is there: a bitmap of minutes per series and day, kept by a view.
 * Views never see deletes, so where a partition changed without us the bitmaps are counted again
 * from {@code bars_current}. Safe for use by many threads, except that {@link #recount} must not
 * run while a chunk lands.
 */
public final class CoverageBitmaps {

  private static final long DAY = 86_400_000L;
  private static final long MINUTE = 60_000L;

  private final ClickHouse clickHouse;

  public CoverageBitmaps(ClickHouse clickHouse) {
    this.clickHouse = clickHouse;
  }

  /** Which parts of the range hold bars, of series of one timeframe or several. */
  public Map<Series, RangeSet> present(List<Series> series, TimeRange range) {
    Map<Series, RangeSet> present = new HashMap<>();
    Map<String, List<Series>> byTimeframe = new TreeMap<>();
    series.forEach(
        s -> byTimeframe.computeIfAbsent(s.timeframe().label(), t -> new ArrayList<>()).add(s));
    byTimeframe.values().forEach(same -> present.putAll(presentOfOneTimeframe(same, range)));
    return present;
  }

  private Map<Series, RangeSet> presentOfOneTimeframe(List<Series> series, TimeRange range) {
    Map<Long, Series> byId = new HashMap<>();
    Map<Series, List<TimeRange>> found = new HashMap<>();
    for (Series s : series) {
      byId.put(s.instrument().id(), s);
      found.put(s, new ArrayList<>());
    }
    Map<String, Object> parameters = ChunkRows.keyParameters(series, range);
    Timeframe timeframe = series.getFirst().timeframe();
    parameters.put("full", timeframe.barsPerDay());
    parameters.put("step", timeframe.millis() / MINUTE);
    // Of a whole day nothing is listed, of any other the fewer: the minutes that are there or those
    // that are not. Several parts may have a row of the same day; joining their ranges here costs
    // a third of merging their bitmaps there.
    clickHouse.query(
        """
        SELECT instrument_id, day, bitmapCardinality(minutes) AS cardinality,
            multiIf(cardinality = {full:UInt32}, [],
                2 * cardinality <= {full:UInt32}, bitmapToArray(minutes),
                bitmapToArray(bitmapAndnot(
                    bitmapBuild(arrayMap(i -> toUInt16(i * {step:UInt32}), range({full:UInt32}))), minutes))) AS listed
        FROM ${database}.bar_coverage
        WHERE instrument_id IN {instruments:Array(UInt64)} AND timeframe = {timeframe:String}
            AND day >= toDate(fromUnixTimestamp64Milli({from:Int64}, 'UTC'))
            AND day <= toDate(fromUnixTimestamp64Milli({to:Int64}, 'UTC'))\
        """,
        parameters,
        row -> {
          Series of = byId.get(row.int64());
          List<TimeRange> ranges =
              of == null ? new ArrayList<>() : found.getOrDefault(of, new ArrayList<>());
          return readDay(row, timeframe, ranges);
        });
    RangeSet asked = RangeSet.of(range);
    Map<Series, RangeSet> present = new HashMap<>();
    found.forEach((s, ranges) -> present.put(s, RangeSet.of(ranges).intersection(asked)));
    return present;
  }

  private static boolean readDay(RowBinaryReader row, Timeframe timeframe, List<TimeRange> into)
      throws IOException {
    long start = row.uint16() * DAY;
    boolean absentOnesListed = 2 * row.int64() > timeframe.barsPerDay();
    int listed = row.varint();
    long from = start;
    long to = start;
    for (int i = 0; i < listed; i++) {
      long open = start + row.uint16() * MINUTE;
      if (absentOnesListed) {
        append(into, from, open);
        from = open + timeframe.millis();
      } else {
        if (open != to) {
          append(into, from, to);
          from = open;
        }
        to = open + timeframe.millis();
      }
    }
    append(into, from, absentOnesListed ? start + DAY : to);
    return true;
  }

  /** Adds a range to an ascending list, joining it to the last one where they touch. */
  private static void append(List<TimeRange> ranges, long from, long to) {
    if (from == to) {
      return;
    }
    if (!ranges.isEmpty() && ranges.getLast().to().toEpochMilli() == from) {
      ranges.add(TimeRange.ofMillis(ranges.removeLast().from().toEpochMilli(), to));
    } else {
      ranges.add(TimeRange.ofMillis(from, to));
    }
  }

  /**
   * How each partition of {@code bars_current} looks: it changes when rows were deleted or updated
   * behind our back, and stays as it is when chunks land or parts merge. It is made of the oldest
   * block (a dropped partition that was filled again begins later), the newest mutation, and
   * whether a part carries a lightweight delete. What it cannot see is a single part that somebody
   * dropped or detached: {@code verify} counts everything.
   */
  public Map<String, String> partitionMarks() {
    Map<String, String> marks = new TreeMap<>();
    clickHouse
        .query(
            """
            SELECT partition_id,
                concat(toString(min(min_block_number)), '/',
                    toString(max(if(data_version > max_block_number, data_version, 0))), '/',
                    toString(max(has_lightweight_delete)))
            FROM system.parts
            WHERE database = {database:String} AND table = 'bars_current' AND active AND rows > 0
            GROUP BY partition_id\
            """,
            Map.of("database", clickHouse.address().database()),
            row -> Map.entry(row.string(), row.string()))
        .forEach(row -> marks.put(row.getKey(), row.getValue()));
    return marks;
  }

  /**
   * Counts the coverage of one month anew from the rows themselves. No chunk may land meanwhile.
   *
   * @param partition a month, {@code 202602}
   */
  public void recount(String partition) {
    LocalDate first = firstDay(partition);
    String days = "day >= '%s' AND day < '%s'".formatted(first, first.plusMonths(1));
    clickHouse.execute(
        "ALTER TABLE ${database}.bar_coverage DELETE WHERE " + days, Map.of("mutations_sync", "2"));
    clickHouse.execute(
        "INSERT INTO ${database}.bar_coverage SELECT instrument_id, timeframe, toDate(timestamp) AS day, "
            + "groupBitmapState(toUInt16(toHour(timestamp) * 60 + toMinute(timestamp))) "
            + "FROM ${database}.bars_current FINAL "
            + "WHERE toYYYYMM(timestamp) = "
            + Integer.parseInt(partition)
            + " GROUP BY instrument_id, timeframe, day",
        // The same bitmaps as before the deletion are no repetition here.
        Map.of("insert_deduplicate", "0"));
  }

  /** The months that coverage has bitmaps of or {@code bars_current} has rows of. */
  public List<String> partitions() {
    return clickHouse.query(
        """
        SELECT DISTINCT month FROM
        (
            SELECT toString(toYYYYMM(day)) AS month FROM ${database}.bar_coverage
            UNION ALL
            SELECT partition_id AS month FROM system.parts
            WHERE database = {database:String} AND table = 'bars_current' AND active
        )
        ORDER BY month\
        """,
        Map.of("database", clickHouse.address().database()),
        RowBinaryReader::string);
  }

  /** The month that a partition's name stands for. */
  public static TimeRange month(String partition) {
    LocalDate first = firstDay(partition);
    return new TimeRange(
        first.atStartOfDay(ZoneOffset.UTC).toInstant(),
        first.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** The partition that a range within one month lies in, {@code 202602}. */
  public static String partition(TimeRange range) {
    LocalDate first = range.from().atOffset(ZoneOffset.UTC).toLocalDate();
    return "%04d%02d".formatted(first.getYear(), first.getMonthValue());
  }

  private static LocalDate firstDay(String partition) {
    return LocalDate.of(
        Integer.parseInt(partition.substring(0, 4)), Integer.parseInt(partition.substring(4)), 1);
  }
}
