package datalayer.ledger;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code intent} and {@code intent_part}, within a transaction. An intent leaves the
 * state open once: either it is verified, or it is given up. Whoever changes it first has decided.
 */
public final class IntentTable {

  private static final String OPEN = "open";
  private static final String VERIFIED = "verified";
  private static final String REVOKED = "revoked";
  private static final String ABANDONED = "abandoned";
  private static final String COLUMNS =
      "token, chunk_key, generation, chunk_id, run_id, version, row_count, byte_count, sha256, manifest, node, lane, epoch";

  private final Transaction tx;

  IntentTable(Transaction tx) {
    this.tx = tx;
  }

  /** The generation that the next sealing of this key takes, from 0. */
  public int nextGeneration(String chunkKey) throws SQLException {
    return tx.row(
            "SELECT COALESCE(MAX(generation) + 1, 0) FROM intent WHERE chunk_key = ?",
            row -> row.getInt(1),
            chunkKey)
        .orElse(0);
  }

  /** Records the promise; the bytes must be on disk by now. */
  public void open(Intent intent) throws SQLException {
    insert(intent, OPEN);
  }

  /** Records the promise and which bars it is about; the bytes must be on disk by now. */
  public void open(Intent intent, Map<Series, TimeRange> parts) throws SQLException {
    insert(intent, OPEN);
    tx.updateAll(
        "INSERT INTO intent_part (token, series, from_time, to_time) VALUES (?, ?, ?, ?)",
        parts.entrySet().stream()
            .map(part ->
                new Object[] {
                  intent.token(),
                  part.getKey().toString(),
                  part.getValue().from().toEpochMilli(),
                  part.getValue().to().toEpochMilli()
                })
            .toList());
  }

  /** Records an insert whose rows are in ClickHouse already: a ledger that is being rebuilt. */
  public void recall(Intent intent) throws SQLException {
    insert(intent, VERIFIED);
  }

  /** Every promise not yet proven, oldest first. */
  public List<Intent> allOpen() throws SQLException {
    return in(OPEN);
  }

  /**
   * Every promise that another node gave up and whose maker has not confirmed that, oldest first.
   */
  public List<Intent> allRevoked() throws SQLException {
    return in(REVOKED);
  }

  /** The versions of rows that no verified promise stands for and that may still come or go. */
  public Set<Long> unprovenVersions() throws SQLException {
    return new HashSet<>(
        tx.rows(
            "SELECT version FROM intent WHERE state IN (?, ?)",
            row -> row.getLong(1),
            OPEN,
            REVOKED));
  }

  /** How many promises were ever made about bars of these series and ranges. */
  public long made(Map<Series, TimeRange> parts) throws SQLException {
    long made = 0;
    for (Map.Entry<Series, TimeRange> part : parts.entrySet()) {
      made +=
          tx.row(
                  "SELECT COUNT(*) FROM intent_part WHERE series = ? AND to_time > ? AND from_time < ?",
                  row -> row.getLong(1),
                  part.getKey().toString(),
                  part.getValue().from().toEpochMilli(),
                  part.getValue().to().toEpochMilli())
              .orElse(0L);
    }
    return made;
  }

  /** Whether somebody else was given the lane that made this promise. */
  public boolean isOvertaken(Intent intent) throws SQLException {
    Fence fence = intent.fence();
    return tx.row(
            "SELECT epoch FROM run_lane WHERE run_id = ? AND lane = ?",
            row -> row.getLong(1) > fence.epoch(),
            fence.run(),
            fence.lane())
        .orElse(false);
  }

  /** Closes a promise. Returns false when it was closed already. */
  public boolean verified(String token) throws SQLException {
    return verified(token, 0);
  }

  /**
   * Closes a promise. Returns false when it was closed already.
   *
   * @param kept how many rows were proven, rejected ones not counted
   */
  public boolean verified(String token, long kept) throws SQLException {
    return tx.update(
            "UPDATE intent SET state = ?, verified_at = ?, kept_count = ? WHERE token = ? AND state = ?",
            VERIFIED,
            tx.now(),
            kept,
            token,
            OPEN)
        == 1;
  }

  /** Gives a promise up: it can never be proven, and its range is missing. */
  public void abandoned(String token) throws SQLException {
    tx.update(
        "UPDATE intent SET state = ? WHERE token = ? AND state <> ?", ABANDONED, token, VERIFIED);
  }

  /**
   * Gives up another node's promise, which that node may still insert. Returns false when it was
   * closed already.
   */
  public boolean revoked(String token) throws SQLException {
    return tx.update(
            "UPDATE intent SET state = ?, verified_at = ? WHERE token = ? AND state = ?",
            REVOKED,
            tx.now(),
            token,
            OPEN)
        == 1;
  }

  /** Whether a promise was verified, by whomever. */
  public boolean isVerified(String token) throws SQLException {
    return is(token, VERIFIED);
  }

  /** Whether a promise is still to be kept. */
  public boolean isOpen(String token) throws SQLException {
    return is(token, OPEN);
  }

  /** Rows that a run has proven of a chunk so far, rejected ones not counted. */
  public long kept(String run, String chunkKey) throws SQLException {
    return tx.row(
            "SELECT COALESCE(SUM(kept_count), 0) FROM intent WHERE chunk_key = ? AND run_id = ? AND state = ?",
            row -> row.getLong(1),
            chunkKey,
            run,
            VERIFIED)
        .orElse(0L);
  }

  public long count() throws SQLException {
    return tx.row("SELECT COUNT(*) FROM intent", row -> row.getLong(1)).orElse(0L);
  }

  private boolean is(String token, String state) throws SQLException {
    return tx.row(
            "SELECT state FROM intent WHERE token = ?",
            row -> state.equals(row.getString(1)),
            token)
        .orElse(false);
  }

  private List<Intent> in(String state) throws SQLException {
    return tx.rows(
        "SELECT " + COLUMNS + " FROM intent WHERE state = ? ORDER BY version",
        IntentTable::read,
        state);
  }

  private void insert(Intent intent, String state) throws SQLException {
    tx.update(
        "INSERT INTO intent ("
            + COLUMNS
            + ", state, sealed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        intent.token(),
        intent.chunkKey(),
        intent.generation(),
        intent.chunkId(),
        intent.runId(),
        intent.version(),
        intent.rows(),
        intent.bytes(),
        intent.sha256(),
        intent.manifest(),
        intent.node(),
        intent.fence().lane(),
        intent.fence().epoch(),
        state,
        tx.now());
  }

  private static Intent read(ResultSet row) throws SQLException {
    @Nullable String run = row.getString(5);
    int lane = row.getInt(12);
    return new Intent(
        row.getString(1),
        row.getString(2),
        row.getInt(3),
        row.getString(4),
        run,
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        run == null || lane == 0 ? Fence.NONE : new Fence(run, lane, row.getLong(13)));
  }
}
