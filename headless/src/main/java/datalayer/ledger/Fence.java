package datalayer.ledger;

import java.sql.SQLException;

/**
 * The right to work a lane of a run. It is given by raising the lane's epoch and ends without a
 * word when somebody else is given it: a process that froze and wakes late holds an older epoch and
 * is refused wherever the fence is asked for.
 *
 * @param lane from 1; 0 for work of no run
 */
public record Fence(String run, int lane, long epoch) {

  /** Of work that nobody else can take over. */
  public static final Fence NONE = new Fence("", 0, 0);

  /** Whether the right still stands. If so, nobody is given it before the transaction ends. */
  public boolean holds(Transaction tx) throws SQLException {
    return lane == 0 || tx.lanes().holds(this);
  }
}
