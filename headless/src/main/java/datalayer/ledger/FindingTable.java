package datalayer.ledger;

import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code amendment}, {@code incident} and {@code partition_mark}, within a transaction:
 * what was noticed about data that had landed.
 */
public final class FindingTable {

  private static final String INCIDENT =
      "SELECT id, series, from_time, to_time, detail, detected_at, resolved_at FROM incident ";

  private final Transaction tx;

  FindingTable(Transaction tx) {
    this.tx = tx;
  }

  public void amended(List<Amendment> amendments) throws SQLException {
    for (Amendment a : amendments) {
      tx.update(
          "INSERT INTO amendment (id, series, open_time, chunk_id, before_values, after_values, applied, detected_at) "
              + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          tx.next("amendment"),
          a.series(),
          a.openTime(),
          a.chunkId(),
          a.before(),
          a.after(),
          a.applied(),
          tx.now());
    }
  }

  /** Every amendment, newest first. */
  public List<Amendment> amendments(int limit) throws SQLException {
    return tx.rows(
        "SELECT series, open_time, chunk_id, before_values, after_values, applied FROM amendment "
            + "ORDER BY id DESC FETCH FIRST ? ROWS ONLY",
        row ->
            new Amendment(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBoolean(6)),
        limit);
  }

  /** Opens an incident. */
  public void detected(Series series, TimeRange range, String detail) throws SQLException {
    tx.update(
        "INSERT INTO incident (id, series, from_time, to_time, detail, detected_at) VALUES (?, ?, ?, ?, ?, ?)",
        tx.next("incident"),
        series.toString(),
        range.from().toEpochMilli(),
        range.to().toEpochMilli(),
        detail,
        tx.now());
  }

  /** Closes the open incidents of a series that lie within what is present again. */
  public void resolved(Series series, RangeSet present) throws SQLException {
    for (Incident incident : open(series)) {
      if (RangeSet.of(incident.range()).minus(present).isEmpty()) {
        tx.update("UPDATE incident SET resolved_at = ? WHERE id = ?", tx.now(), incident.id());
      }
    }
  }

  /** The incidents of a series not yet resolved, oldest first. */
  public List<Incident> open(Series series) throws SQLException {
    return tx.rows(
        INCIDENT + "WHERE series = ? AND resolved_at IS NULL ORDER BY id",
        FindingTable::incident,
        series.toString());
  }

  /** Every incident not yet resolved, oldest first. */
  public List<Incident> open() throws SQLException {
    return tx.rows(INCIDENT + "WHERE resolved_at IS NULL ORDER BY id", FindingTable::incident);
  }

  /** How each partition looked when its coverage was last counted from the rows. */
  public Map<String, String> partitionMarks() throws SQLException {
    Map<String, String> marks = new HashMap<>();
    tx.rows(
        "SELECT partition_name, mark FROM partition_mark",
        row -> marks.put(row.getString(1), row.getString(2)));
    return marks;
  }

  public void markPartition(String partition, String mark) throws SQLException {
    tx.update("DELETE FROM partition_mark WHERE partition_name = ?", partition);
    tx.update(
        "INSERT INTO partition_mark (partition_name, mark, counted_at) VALUES (?, ?, ?)",
        partition,
        mark,
        tx.now());
  }

  private static Incident incident(ResultSet row) throws SQLException {
    @Nullable Object resolved = row.getObject(7);
    return new Incident(
        row.getLong(1),
        Series.parse(row.getString(2)),
        TimeRange.ofMillis(row.getLong(3), row.getLong(4)),
        row.getString(5),
        Instant.ofEpochMilli(row.getLong(6)),
        resolved == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.getLong(7))));
  }
}
