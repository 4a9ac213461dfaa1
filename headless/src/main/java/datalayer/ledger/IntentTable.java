package datalayer.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The table {@code intent}, within a transaction. */
public final class IntentTable {

  private static final String OPEN = "open";
  private static final String VERIFIED = "verified";
  private static final String ABANDONED = "abandoned";
  private static final String COLUMNS =
      "token, chunk_key, generation, chunk_id, run_id, version, row_count, byte_count, sha256, manifest";

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

  /** Records an insert whose rows are in ClickHouse already: a ledger that is being rebuilt. */
  public void recall(Intent intent) throws SQLException {
    insert(intent, VERIFIED);
  }

  /** Every promise not yet proven, oldest first. */
  public List<Intent> allOpen() throws SQLException {
    return tx.rows(
        "SELECT " + COLUMNS + " FROM intent WHERE state = ? ORDER BY version",
        IntentTable::read,
        OPEN);
  }

  /** Closes a promise. Returns false when it was closed already. */
  public boolean verified(String token) throws SQLException {
    return tx.update(
            "UPDATE intent SET state = ?, verified_at = ? WHERE token = ? AND state = ?",
            VERIFIED,
            tx.now(),
            token,
            OPEN)
        == 1;
  }

  /** Gives a promise up: it can never be proven, and its range is missing. */
  public void abandoned(String token) throws SQLException {
    tx.update("UPDATE intent SET state = ? WHERE token = ?", ABANDONED, token);
  }

  public long count() throws SQLException {
    return tx.row("SELECT COUNT(*) FROM intent", row -> row.getLong(1)).orElse(0L);
  }

  private void insert(Intent intent, String state) throws SQLException {
    tx.update(
        "INSERT INTO intent ("
            + COLUMNS
            + ", state, sealed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
        state,
        tx.now());
  }

  private static Intent read(ResultSet row) throws SQLException {
    return new Intent(
        row.getString(1),
        row.getString(2),
        row.getInt(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getString(9),
        row.getString(10));
  }
}
