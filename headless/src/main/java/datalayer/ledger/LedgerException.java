package datalayer.ledger;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations database failed or refused; the message is for people. */
public final class LedgerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** H2: connection broken, closed, database closed, reading or writing its file failed. */
  private static final Set<String> H2_AWAY =
      Set.of("90067", "90007", "90098", "90121", "90028", "90031", "90018");

  /** Connection lost, resources short, the server stopping, its disk, a lock held too long. */
  private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57", "58", "25", "40");

  private static final Set<String> AWAY = Set.of("55P03", "HYT00", "HYT01");

  public LedgerException(String message) {
    super(message);
  }

  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Whether the same work may succeed later without anybody changing the program or the data. A
   * file that cannot be written, on a full disk for example, is an error of no certain kind to H2.
   */
  public boolean isPassing() {
    for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          || (cause instanceof SQLException e && isAway(e.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /** A pool that could not give a connection tells no state. */
  private static boolean isAway(@Nullable String state) {
    return state == null
        || H2_AWAY.contains(state)
        || AWAY.contains(state)
        || (state.length() == 5 && AWAY_CLASSES.contains(state.substring(0, 2)));
  }
}
