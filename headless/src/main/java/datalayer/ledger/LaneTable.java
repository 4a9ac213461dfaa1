package datalayer.ledger;

import java.sql.SQLException;
import java.util.List;

/** The table {@code run_lane}, within a transaction. */
public final class LaneTable {

  private final Transaction tx;

  LaneTable(Transaction tx) {
    this.tx = tx;
  }

  /** A run's lanes, numbered from 1. Nobody works them yet. */
  public void create(String run, int lanes) throws SQLException {
    for (int lane = 1; lane <= lanes; lane++) {
      tx.update("INSERT INTO run_lane (run_id, lane, epoch, node) VALUES (?, ?, 0, '')", run, lane);
    }
  }

  /**
   * Begins to work a lane: whoever worked it before is fenced from now on.
   *
   * @param node that works it
   */
  public Fence begin(String run, int lane, String node) throws SQLException {
    if (tx.update(
            "UPDATE run_lane SET epoch = epoch + 1, node = ? WHERE run_id = ? AND lane = ?",
            node,
            run,
            lane)
        != 1) {
      throw new LedgerException("run %s has no lane %d".formatted(run, lane));
    }
    long epoch =
        tx.row(
                "SELECT epoch FROM run_lane WHERE run_id = ? AND lane = ?",
                row -> row.getLong(1),
                run,
                lane)
            .orElseThrow();
    return new Fence(run, lane, epoch);
  }

  /** The numbers of a run's lanes, ascending. */
  public List<Integer> of(String run) throws SQLException {
    return tx.rows(
        "SELECT lane FROM run_lane WHERE run_id = ? ORDER BY lane", row -> row.getInt(1), run);
  }

  boolean holds(Fence fence) throws SQLException {
    return tx.row(
            "SELECT epoch FROM run_lane WHERE run_id = ? AND lane = ? FOR UPDATE",
            row -> row.getLong(1) == fence.epoch(),
            fence.run(),
            fence.lane())
        .orElse(false);
  }
}
