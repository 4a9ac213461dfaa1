package datalayer.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code run}, {@code run_chunk} and {@code run_chunk_attempt}, within a transaction.
 */
public final class RunTable {

  private static final String RUN =
      "SELECT id, snapshot_id, title, state, request, rows_planned, started_at, finished_at, outcome FROM run ";

  private final Transaction tx;

  RunTable(Transaction tx) {
    this.tx = tx;
  }

  /** A new run's name, {@code b-0412}. */
  public String nextId() throws SQLException {
    return String.format(Locale.ROOT, "b-%04d", tx.next("run"));
  }

  public void insert(RunRecord run, List<RunRecord.Chunk> chunks) throws SQLException {
    tx.update(
        "INSERT INTO run (id, snapshot_id, title, state, request, rows_planned, started_at, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        run.id(),
        run.snapshotId(),
        run.title(),
        run.state(),
        run.request(),
        run.rowsPlanned(),
        run.startedAt(),
        run.outcome());
    tx.updateAll(
        "INSERT INTO run_chunk (run_id, ordinal, series, from_time, to_time, state, lane, row_count, byte_count) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)",
        chunks.stream()
            .map(c ->
                new Object[] {run.id(), c.ordinal(), c.series(), c.from(), c.to(), c.state(), 0})
            .toList());
  }

  public void update(String run, RunRecord.Chunk chunk) throws SQLException {
    tx.update(
        "UPDATE run_chunk SET state = ?, lane = ?, file = ?, sha256 = ?, row_count = ?, byte_count = ?, started_at = ?, finished_at = ? "
            + "WHERE run_id = ? AND ordinal = ?",
        chunk.state(),
        chunk.lane(),
        chunk.file(),
        chunk.sha256(),
        chunk.rows(),
        chunk.bytes(),
        chunk.startedAt(),
        chunk.finishedAt(),
        run,
        chunk.ordinal());
  }

  public void attempted(String run, RunRecord.Attempt attempt) throws SQLException {
    tx.update(
        "INSERT INTO run_chunk_attempt (run_id, ordinal, attempt, at_time, succeeded, outcome) "
            + "SELECT CAST(? AS VARCHAR(32)), CAST(? AS INTEGER), COUNT(*), CAST(? AS BIGINT), CAST(? AS BOOLEAN), CAST(? AS VARCHAR(4000)) "
            + "FROM run_chunk_attempt WHERE run_id = ? AND ordinal = ?",
        run,
        attempt.ordinal(),
        attempt.at(),
        attempt.succeeded(),
        attempt.outcome(),
        run,
        attempt.ordinal());
  }

  public void finish(String run, String state, String outcome) throws SQLException {
    tx.update(
        "UPDATE run SET state = ?, outcome = ?, finished_at = ? WHERE id = ?",
        state,
        outcome,
        tx.now(),
        run);
  }

  public void state(String run, String state) throws SQLException {
    tx.update("UPDATE run SET state = ? WHERE id = ?", state, run);
  }

  public Optional<RunRecord> find(String id) throws SQLException {
    return tx.row(RUN + "WHERE id = ?", RunTable::run, id);
  }

  /** The newest runs, newest first. */
  public List<RunRecord> newest(int limit) throws SQLException {
    return tx.rows(
        RUN + "ORDER BY started_at DESC, id DESC FETCH FIRST ? ROWS ONLY", RunTable::run, limit);
  }

  /** The chunks of a run, in the order of work. */
  public List<RunRecord.Chunk> chunks(String run) throws SQLException {
    return tx.rows(
        "SELECT ordinal, series, from_time, to_time, state, lane, file, sha256, row_count, byte_count, started_at, finished_at "
            + "FROM run_chunk WHERE run_id = ? ORDER BY ordinal",
        row ->
            new RunRecord.Chunk(
                row.getInt(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                row.getString(8),
                row.getLong(9),
                row.getLong(10),
                nullable(row, 11),
                nullable(row, 12)),
        run);
  }

  /** Every try at a chunk of the run, by chunk, oldest first. */
  public List<RunRecord.Attempt> attempts(String run) throws SQLException {
    return tx.rows(
        "SELECT ordinal, at_time, succeeded, outcome FROM run_chunk_attempt WHERE run_id = ? ORDER BY ordinal, attempt",
        row ->
            new RunRecord.Attempt(
                row.getInt(1), row.getLong(2), row.getBoolean(3), row.getString(4)),
        run);
  }

  private static RunRecord run(ResultSet row) throws SQLException {
    return new RunRecord(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getLong(7),
        nullable(row, 8),
        row.getString(9));
  }

  private static @Nullable Long nullable(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
