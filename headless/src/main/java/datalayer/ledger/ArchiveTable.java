package datalayer.ledger;

import datalayer.ledger.ArchiveRecord.State;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table {@code archive_file}, within a transaction. */
public final class ArchiveTable {

  private static final String COLUMNS =
      "path, series, from_time, to_time, sha256, byte_count, state, reason";

  private final Transaction tx;

  ArchiveTable(Transaction tx) {
    this.tx = tx;
  }

  /** Writes down the newest state of a file. */
  public void record(ArchiveRecord file) throws SQLException {
    tx.update("DELETE FROM archive_file WHERE path = ?", file.path());
    tx.update(
        "INSERT INTO archive_file (" + COLUMNS + ", checked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        file.path(),
        file.series(),
        file.range().from().toEpochMilli(),
        file.range().to().toEpochMilli(),
        file.sha256(),
        file.bytes(),
        file.state().name().toLowerCase(Locale.ROOT),
        file.reason(),
        tx.now());
  }

  public Optional<ArchiveRecord> find(String path) throws SQLException {
    return tx.row(
        "SELECT " + COLUMNS + " FROM archive_file WHERE path = ?", ArchiveTable::read, path);
  }

  /** The files read for any series whose period touches the range, by path. */
  public Map<String, ArchiveRecord> all(TimeRange range) throws SQLException {
    Map<String, ArchiveRecord> all = new HashMap<>();
    tx.rows(
        "SELECT " + COLUMNS + " FROM archive_file WHERE to_time > ? AND from_time < ?",
        row -> {
          ArchiveRecord record = read(row);
          return all.put(record.path(), record);
        },
        range.from().toEpochMilli(),
        range.to().toEpochMilli());
    return all;
  }

  /** The files read for a series whose period touches the range, by path. */
  public List<ArchiveRecord> of(Series series, TimeRange range) throws SQLException {
    return tx.rows(
        "SELECT "
            + COLUMNS
            + " FROM archive_file WHERE series = ? AND to_time > ? AND from_time < ? ORDER BY path",
        ArchiveTable::read,
        series.toString(),
        range.from().toEpochMilli(),
        range.to().toEpochMilli());
  }

  /** Every file that must not be trusted, by path. */
  public List<ArchiveRecord> quarantined() throws SQLException {
    return tx.rows(
        "SELECT " + COLUMNS + " FROM archive_file WHERE state = 'quarantined' ORDER BY path",
        ArchiveTable::read);
  }

  private static ArchiveRecord read(ResultSet row) throws SQLException {
    return new ArchiveRecord(
        row.getString(1),
        row.getString(2),
        TimeRange.ofMillis(row.getLong(3), row.getLong(4)),
        row.getString(5),
        row.getLong(6),
        State.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
        row.getString(8));
  }
}
