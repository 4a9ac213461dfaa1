package datalayer.ledger;

import java.sql.SQLException;
import java.util.List;

/** How fast chunks of earlier runs were, from the table {@code run_chunk}, within a transaction. */
public final class PaceTable {

  private static final int NEWEST = 200;

  private final Transaction tx;

  PaceTable(Transaction tx) {
    this.tx = tx;
  }

  /**
   * What one lane did in the newest chunks that came from archive files.
   *
   * @param chunks how many they are
   * @param rows landed by them
   * @param millis that they took together
   */
  public record Pace(int chunks, long rows, long millis) {

    public double rowsPerSecond() {
      return rows * 1000.0 / Math.max(1, millis);
    }
  }

  /** Measured over at most the newest 200 chunks. */
  public Pace ofArchives() throws SQLException {
    List<Pace> each =
        tx.rows(
            "SELECT row_count, finished_at - started_at FROM run_chunk WHERE state = 'verified' AND row_count > 0 "
                + "AND finished_at > started_at AND file LIKE '%.zip%' ORDER BY finished_at DESC FETCH FIRST "
                + NEWEST
                + " ROWS ONLY",
            row -> new Pace(1, row.getLong(1), row.getLong(2)));
    return each.stream()
        .reduce(
            new Pace(0, 0, 0),
            (a, b) ->
                new Pace(a.chunks() + b.chunks(), a.rows() + b.rows(), a.millis() + b.millis()));
  }
}
