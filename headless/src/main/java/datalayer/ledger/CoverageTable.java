package datalayer.ledger;

import datalayer.ledger.CoverageInterval.State;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code coverage_interval}, within a transaction. */
public final class CoverageTable {

  private static final String COLUMNS =
      "from_time, to_time, state, reason, attempts, next_attempt, file_statement, answer, answered_at, series";

  private final Transaction tx;

  CoverageTable(Transaction tx) {
    this.tx = tx;
  }

  /**
   * Writes down what is now known of a series. Where the new intervals reach, they replace what was
   * known, with one exception: a bar that is present stays present when it was not delivered again.
   * What is said of a hole is held against what was said of it before: see {@link Holes}.
   * Neighbours that say the same become one.
   *
   * @return the news as they were written down
   */
  public List<CoverageInterval> record(Series series, List<CoverageInterval> news)
      throws SQLException {
    if (news.isEmpty()) {
      return List.of();
    }
    lock(series);
    Instant from =
        news.stream().map(i -> i.range().from()).min(Comparator.naturalOrder()).orElseThrow();
    Instant to =
        news.stream().map(i -> i.range().to()).max(Comparator.naturalOrder()).orElseThrow();
    // One millisecond wider, so that neighbours that only touch are read and can be joined.
    TimeRange touched = new TimeRange(from.minusMillis(1), to.plusMillis(1));
    List<CoverageInterval> known = intervals(series, touched);
    List<CoverageInterval> told = told(known, news);
    List<CoverageInterval> result = joined(merged(known, told));
    tx.update(
        "DELETE FROM coverage_interval WHERE series = ? AND to_time > ? AND from_time < ?",
        series.toString(),
        touched.from().toEpochMilli(),
        touched.to().toEpochMilli());
    insert(series, result);
    return told;
  }

  /**
   * Forgets that a stretch is present: the data showed that it is not. It is lost, with the reason.
   */
  public void retract(Series series, TimeRange range, String reason) throws SQLException {
    lock(series);
    List<CoverageInterval> known = intervals(series, range);
    List<CoverageInterval> rest = new ArrayList<>();
    for (CoverageInterval interval : known) {
      for (TimeRange left : RangeSet.of(interval.range()).minus(RangeSet.of(range)).ranges()) {
        rest.add(interval.over(left));
      }
    }
    rest.add(new CoverageInterval(range, State.LOST, reason));
    rest.sort(Comparator.comparing(CoverageInterval::range));
    tx.update(
        "DELETE FROM coverage_interval WHERE series = ? AND to_time > ? AND from_time < ?",
        series.toString(),
        range.from().toEpochMilli(),
        range.to().toEpochMilli());
    insert(series, joined(rest));
  }

  /** Every interval that touches the range, whole, ascending. */
  public List<CoverageInterval> intervals(Series series, TimeRange range) throws SQLException {
    return tx.rows(
        "SELECT "
            + COLUMNS
            + " FROM coverage_interval WHERE series = ? AND to_time > ? AND from_time < ? ORDER BY from_time",
        CoverageTable::read,
        series.toString(),
        range.from().toEpochMilli(),
        range.to().toEpochMilli());
  }

  /** Every interval of every series that touches the range, whole, ascending. */
  public Map<Series, List<CoverageInterval>> all(TimeRange range) throws SQLException {
    Map<String, List<CoverageInterval>> byName = new HashMap<>();
    tx.rows(
        "SELECT "
            + COLUMNS
            + " FROM coverage_interval WHERE to_time > ? AND from_time < ? ORDER BY series, from_time",
        row -> byName.computeIfAbsent(row.getString(10), name -> new ArrayList<>()).add(read(row)),
        range.from().toEpochMilli(),
        range.to().toEpochMilli());
    Map<Series, List<CoverageInterval>> all = new HashMap<>();
    byName.forEach((name, intervals) -> all.put(Series.parse(name), intervals));
    return all;
  }

  /** Every series that was ever asked for, by name. */
  public List<Series> series() throws SQLException {
    return tx.rows("SELECT name FROM series ORDER BY name", row -> Series.parse(row.getString(1)));
  }

  /** From the start of the first interval to the end of the last one, by series. */
  public Map<Series, TimeRange> extents() throws SQLException {
    Map<Series, TimeRange> extents = new HashMap<>();
    tx.rows(
        "SELECT series, MIN(from_time), MAX(to_time) FROM coverage_interval GROUP BY series",
        row ->
            extents.put(
                Series.parse(row.getString(1)),
                TimeRange.ofMillis(row.getLong(2), row.getLong(3))));
    return extents;
  }

  /**
   * Where each series begins, for those of which that was proven: the stretch before its first bar,
   * as far as it was looked at.
   */
  public Map<Series, CoverageInterval> openings() throws SQLException {
    Map<Series, CoverageInterval> openings = new HashMap<>();
    tx.rows(
        "SELECT "
            + COLUMNS
            + " FROM coverage_interval c WHERE state = 'not_listed' AND from_time = "
            + "(SELECT MIN(from_time) FROM coverage_interval o WHERE o.series = c.series)",
        row -> openings.put(Series.parse(row.getString(10)), read(row)));
    return openings;
  }

  /** What is in the given state, whatever its reason. */
  public static RangeSet in(State state, List<CoverageInterval> intervals) {
    return RangeSet.of(
        intervals.stream().filter(i -> i.state() == state).map(CoverageInterval::range).toList());
  }

  /** Has nobody else change what is known of a series before the transaction ends. */
  public void lock(Series series) throws SQLException {
    String name = series.toString();
    String select = "SELECT name FROM series WHERE name = ? FOR UPDATE";
    if (tx.row(select, row -> true, name).isEmpty()) {
      tx.update(
          "INSERT INTO series (name) SELECT CAST(? AS VARCHAR(200)) WHERE NOT EXISTS (SELECT 1 FROM series WHERE name = ?)",
          name,
          name);
      tx.row(select, row -> true, name);
    }
  }

  /** The news, cut where what was known changes, each piece held against what was known of it. */
  private List<CoverageInterval> told(List<CoverageInterval> known, List<CoverageInterval> news) {
    RangeSet alreadyPresent = in(State.PRESENT, known);
    Instant now = Instant.ofEpochMilli(tx.now());
    List<CoverageInterval> told = new ArrayList<>();
    for (CoverageInterval interval : news) {
      RangeSet open = RangeSet.of(interval.range());
      if (interval.state() == State.PRESENT) {
        told.add(interval);
        continue;
      }
      open = open.minus(alreadyPresent);
      for (CoverageInterval before : known) {
        RangeSet here = open.intersection(RangeSet.of(before.range()));
        here.ranges().forEach(r -> told.add(Holes.told(before.over(r), interval.over(r), now)));
        open = open.minus(here);
      }
      open.ranges().forEach(r -> told.add(Holes.told(null, interval.over(r), now)));
    }
    return told;
  }

  private static List<CoverageInterval> merged(
      List<CoverageInterval> known, List<CoverageInterval> told) {
    List<CoverageInterval> result = new ArrayList<>(told);
    RangeSet replaced = RangeSet.of(told.stream().map(CoverageInterval::range).toList());
    for (CoverageInterval interval : known) {
      RangeSet.of(interval.range())
          .minus(replaced)
          .ranges()
          .forEach(r -> result.add(interval.over(r)));
    }
    result.sort(Comparator.comparing(CoverageInterval::range));
    return result;
  }

  private static List<CoverageInterval> joined(List<CoverageInterval> ascending) {
    List<CoverageInterval> joined = new ArrayList<>();
    for (CoverageInterval interval : ascending) {
      if (!joined.isEmpty() && interval.continues(joined.getLast())) {
        CoverageInterval last = joined.removeLast();
        TimeRange both = new TimeRange(last.range().from(), interval.range().to());
        joined.add(last.over(both));
      } else {
        joined.add(interval);
      }
    }
    return joined;
  }

  private void insert(Series series, List<CoverageInterval> intervals) throws SQLException {
    tx.updateAll(
        "INSERT INTO coverage_interval ("
            + COLUMNS
            + ", recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        intervals.stream().map(i -> values(series, i)).toList());
  }

  private @Nullable Object[] values(Series series, CoverageInterval interval) {
    Statements said = interval.statements();
    return new @Nullable Object[] {
      interval.range().from().toEpochMilli(),
      interval.range().to().toEpochMilli(),
      interval.state().label(),
      interval.reason(),
      said.attempts(),
      millis(said.next()),
      said.file(),
      said.answer(),
      millis(said.answeredAt()),
      series.toString(),
      tx.now()
    };
  }

  private static CoverageInterval read(ResultSet row) throws SQLException {
    return new CoverageInterval(
        TimeRange.ofMillis(row.getLong(1), row.getLong(2)),
        State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getString(4),
        new Statements(
            row.getInt(5),
            instant(row, 6),
            row.getString(7),
            row.getString(8),
            instant(row, 9),
            false));
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
