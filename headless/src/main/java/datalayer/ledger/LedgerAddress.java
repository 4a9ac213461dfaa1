package datalayer.ledger;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the operations database is.
 *
 * @param url a JDBC address of H2 or PostgreSQL
 */
public record LedgerAddress(String url, String username, String password) {

  public LedgerAddress {
    if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
      throw new LedgerException(
          "OPERATIONS__URL is \"%s\"; it must start with jdbc:postgresql: or jdbc:h2:"
              .formatted(url));
    }
  }

  /**
   * An H2 file in the data directory. A commit is on disk when it returns: an intent that a killed
   * process had announced must be found after it. The file is opened again where a thread that was
   * interrupted closed it: otherwise the whole database would be gone for the process. A row is
   * waited for longer than by default: each commit waits for a disk that may be slow.
   */
  public static LedgerAddress inDirectory(Path directory) {
    return new LedgerAddress(
        "jdbc:h2:retry:"
            + directory.resolve("operations").toAbsolutePath()
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000",
        "datalayer",
        "");
  }

  /** Whether a directory holds such a file. */
  public static boolean isIn(Path directory) {
    return Files.exists(directory.resolve("operations.mv.db"));
  }

  public boolean isPostgres() {
    return url.startsWith("jdbc:postgresql:");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url + " as " + username;
  }
}
