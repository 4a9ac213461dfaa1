package datalayer.ledger;

import datalayer.ledger.RunRecord.Attempt;
import datalayer.ledger.RunRecord.Chunk;
import datalayer.ledger.RunRecord.Claim;
import datalayer.ledger.RunRecord.Counts;
import datalayer.ledger.RunRecord.Finish;
import datalayer.ledger.RunRecord.NewChunk;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code run}, {@code run_chunk} and {@code run_chunk_attempt}, within a transaction.
 * Whoever changes a chunk holds the row of its run until the transaction ends, so that revisions
 * are seen in the order in which they were given.
 */
public final class RunTable {

  private static final String OPEN = "open";
  private static final String WORKING = "working";
  private static final String FAILED = "failed";
  private static final String RUN =
      "SELECT id, snapshot_id, title, state, request, rows_planned, started_at, finished_at, outcome, revision, announced, held_by FROM run ";

  private final Transaction tx;

  RunTable(Transaction tx) {
    this.tx = tx;
  }

  /** A new run's name, {@code b-0412}. */
  public String nextId() throws SQLException {
    return String.format(Locale.ROOT, "b-%04d", tx.next("run"));
  }

  /** Writes down a run and its chunks, all of them open. */
  public void insert(RunRecord run, List<NewChunk> chunks) throws SQLException {
    tx.update(
        "INSERT INTO run (id, snapshot_id, title, state, request, rows_planned, started_at, finished_at, outcome, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        run.id(),
        run.snapshotId(),
        run.title(),
        run.state(),
        run.request(),
        run.rowsPlanned(),
        run.startedAt(),
        run.finishedAt(),
        run.outcome());
    tx.updateAll(
        "INSERT INTO run_chunk (run_id, ordinal, series, from_time, to_time, state, lane, row_count, byte_count, bars, plan, revision) VALUES (?, ?, ?, ?, ?, 'open', 0, 0, 0, ?, ?, 1)",
        chunks.stream()
            .map(c ->
                new Object[] {
                  run.id(), c.ordinal(), c.series(), c.from(), c.to(), c.bars(), c.plan()
                })
            .toList());
  }

  public Optional<RunRecord> find(String id) throws SQLException {
    return tx.row(RUN + "WHERE id = ?", RunTable::run, id);
  }

  /** The run, which nobody else changes before the transaction ends. */
  public Optional<RunRecord> lock(String id) throws SQLException {
    return tx.row(RUN + "WHERE id = ? FOR UPDATE", RunTable::run, id);
  }

  /** The newest runs, newest first. */
  public List<RunRecord> newest(int limit) throws SQLException {
    return tx.rows(
        RUN + "ORDER BY started_at DESC, id DESC FETCH FIRST ? ROWS ONLY", RunTable::run, limit);
  }

  /**
   * Changes where a run stands.
   *
   * @param over whether it ends now; otherwise it has no end
   */
  public void change(String run, String state, String outcome, boolean over, String heldBy)
      throws SQLException {
    tx.update(
        "UPDATE run SET state = ?, outcome = ?, finished_at = ?, held_by = ? WHERE id = ?",
        state,
        outcome,
        over ? tx.now() : null,
        heldBy,
        run);
    touch(run);
  }

  public void announced(String run) throws SQLException {
    tx.update("UPDATE run SET announced = TRUE WHERE id = ?", run);
  }

  public Counts counts(String run) throws SQLException {
    return tx.row(
            "SELECT COALESCE(SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state = 'working' THEN 1 ELSE 0 END), 0), "
                + "COALESCE(SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END), 0), COUNT(*), COALESCE(SUM(missing), 0), COALESCE(SUM(bars), 0) "
                + "FROM run_chunk WHERE run_id = ?",
            row ->
                new Counts(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)),
            run)
        .orElseThrow();
  }

  /** Whether anything is left to do: a chunk that is open, or one that is being worked. */
  public boolean isUnfinished(String run) throws SQLException {
    return tx.row(
            "SELECT 1 FROM run_chunk WHERE run_id = ? AND state IN ('open', 'working') FETCH FIRST 1 ROWS ONLY",
            row -> true,
            run)
        .orElse(false);
  }

  /**
   * Takes the next open chunk by compare-and-set; of two that want the same one, one takes the
   * next.
   */
  public Optional<Claim> claim(Fence fence, String node) throws SQLException {
    while (true) {
      Optional<Integer> next =
          tx.row(
              "SELECT ordinal FROM run_chunk WHERE run_id = ? AND state = ? ORDER BY ordinal FETCH FIRST 1 ROWS ONLY",
              row -> row.getInt(1),
              fence.run(),
              OPEN);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      long revision = touch(fence.run());
      int taken =
          tx.update(
              "UPDATE run_chunk SET state = ?, lane = ?, started_at = ?, finished_at = NULL, waiting = '', next_attempt_at = NULL, revision = ? "
                  + "WHERE run_id = ? AND ordinal = ? AND state = ?",
              WORKING,
              fence.lane(),
              tx.now(),
              revision,
              fence.run(),
              next.get(),
              OPEN);
      if (taken == 1) {
        int attempt = attemptBegins(fence, next.get(), node);
        return tx.row(
            "SELECT bars, plan FROM run_chunk WHERE run_id = ? AND ordinal = ?",
            row -> new Claim(next.get(), attempt, row.getLong(1), row.getString(2)),
            fence.run(),
            next.get());
      }
    }
  }

  /** Counts another attempt at a chunk. Returns its number, from 1. */
  public int attemptBegins(Fence fence, int ordinal, String node) throws SQLException {
    tx.update(
        "UPDATE run_chunk SET attempt = attempt + 1, waiting = '', next_attempt_at = NULL, revision = ? WHERE run_id = ? AND ordinal = ?",
        touch(fence.run()),
        fence.run(),
        ordinal);
    int attempt =
        tx.row(
                "SELECT attempt FROM run_chunk WHERE run_id = ? AND ordinal = ?",
                row -> row.getInt(1),
                fence.run(),
                ordinal)
            .orElseThrow();
    tx.update(
        "INSERT INTO run_chunk_attempt (run_id, ordinal, attempt, at_time, succeeded, outcome, started_at, ended, node, lane, epoch) "
            + "VALUES (?, ?, ?, ?, FALSE, '', ?, FALSE, ?, ?, ?)",
        fence.run(),
        ordinal,
        attempt,
        tx.now(),
        tx.now(),
        node,
        fence.lane(),
        fence.epoch());
    return attempt;
  }

  /** Ends the attempt that is under way at a chunk. */
  public void attemptEnds(String run, int ordinal, boolean succeeded, String outcome)
      throws SQLException {
    tx.update(
        "UPDATE run_chunk_attempt SET at_time = ?, succeeded = ?, outcome = ?, ended = TRUE WHERE run_id = ? AND ordinal = ? AND NOT ended",
        tx.now(),
        succeeded,
        outcome,
        run,
        ordinal);
    tx.update(
        "UPDATE run_chunk SET revision = ? WHERE run_id = ? AND ordinal = ?",
        touch(run),
        run,
        ordinal);
  }

  /**
   * Says why a chunk is not being worked this moment.
   *
   * @param until when it is tried again, milliseconds since the epoch, or null
   */
  public void waits(String run, int ordinal, String reason, @Nullable Long until)
      throws SQLException {
    tx.update(
        "UPDATE run_chunk SET waiting = ?, next_attempt_at = ?, revision = ? WHERE run_id = ? AND ordinal = ?",
        reason,
        until,
        touch(run),
        run,
        ordinal);
  }

  public void finish(String run, int ordinal, Finish end) throws SQLException {
    tx.update(
        "UPDATE run_chunk SET state = ?, file = ?, sha256 = ?, row_count = ?, byte_count = byte_count + ?, missing = ?, finished_at = ?, "
            + "waiting = '', next_attempt_at = NULL, revision = ? WHERE run_id = ? AND ordinal = ?",
        end.state(),
        end.file(),
        end.sha256(),
        end.rows(),
        end.bytes(),
        end.missing(),
        tx.now(),
        touch(run),
        run,
        ordinal);
  }

  /** Opens the chunk again that a lane was working, if it was; its attempt ends with the reason. */
  public void handBack(String run, int lane, String reason) throws SQLException {
    List<Integer> held =
        tx.rows(
            "SELECT ordinal FROM run_chunk WHERE run_id = ? AND lane = ? AND state = ?",
            row -> row.getInt(1),
            run,
            lane,
            WORKING);
    for (int ordinal : held) {
      attemptEnds(run, ordinal, false, reason);
      tx.update(
          "UPDATE run_chunk SET state = ?, lane = 0, waiting = '', next_attempt_at = NULL, revision = ? WHERE run_id = ? AND ordinal = ?",
          OPEN,
          touch(run),
          run,
          ordinal);
    }
  }

  /** Opens every failed chunk again; attempts are kept. Returns how many there were. */
  public int reopenFailed(String run) throws SQLException {
    return tx.update(
        "UPDATE run_chunk SET state = ?, lane = 0, missing = 0, finished_at = NULL, revision = ? WHERE run_id = ? AND state = ?",
        OPEN,
        touch(run),
        run,
        FAILED);
  }

  /** The chunks of a run that changed after a revision, in the order of work. */
  public List<Chunk> chunks(String run, long after) throws SQLException {
    return tx.rows(
        "SELECT ordinal, series, from_time, to_time, state, lane, file, sha256, row_count, byte_count, started_at, finished_at, bars, missing, waiting, next_attempt_at "
            + "FROM run_chunk WHERE run_id = ? AND revision > ? ORDER BY ordinal",
        RunTable::chunk,
        run,
        after);
  }

  /** Every try that is over, at a chunk that changed after a revision, by chunk, oldest first. */
  public List<Attempt> attempts(String run, long after) throws SQLException {
    return tx.rows(
        "SELECT a.ordinal, a.at_time, a.succeeded, a.outcome FROM run_chunk_attempt a JOIN run_chunk c ON c.run_id = a.run_id AND c.ordinal = a.ordinal "
            + "WHERE a.run_id = ? AND c.revision > ? AND a.ended ORDER BY a.ordinal, a.attempt",
        row -> new Attempt(row.getInt(1), row.getLong(2), row.getBoolean(3), row.getString(4)),
        run,
        after);
  }

  private long touch(String run) throws SQLException {
    tx.update("UPDATE run SET revision = revision + 1 WHERE id = ?", run);
    return tx.row("SELECT revision FROM run WHERE id = ?", row -> row.getLong(1), run)
        .orElseThrow();
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
        row.getString(9),
        row.getLong(10),
        row.getBoolean(11),
        row.getString(12));
  }

  private static Chunk chunk(ResultSet row) throws SQLException {
    return new Chunk(
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
        nullable(row, 12),
        row.getLong(13),
        row.getLong(14),
        row.getString(15),
        nullable(row, 16));
  }

  private static @Nullable Long nullable(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
