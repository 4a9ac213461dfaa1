package datalayer.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the operations database is.
 *
 * @param url a JDBC address of H2 or PostgreSQL
 */
public record LedgerAddress(String url, String username, String password) {

  /**
   * A plain file; other kinds of H2 address begin with a word of their own, as mem: and tcp: do.
   */
  private static final Pattern H2_FILE =
      Pattern.compile("jdbc:h2:(?:file:|retry:)*(?![a-z0-9]{2,}:).*", Pattern.CASE_INSENSITIVE);

  /** An H2 file whose writes wait for room. */
  static final String IN_RESERVE = "jdbc:h2:" + ReservedPath.SCHEME + ":";

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

  /** Whether it is an H2 file that no other process can have open while this one has. */
  boolean isFileOfItsOwn() {
    return H2_FILE.matcher(url).matches()
        && !url.toLowerCase(Locale.ROOT).contains(";auto_server=true");
  }

  /** The same, where it is an H2 file with room kept ahead of it. */
  String urlInReserve() {
    return isFileOfItsOwn() ? IN_RESERVE + url.substring("jdbc:h2:".length()) : url;
  }

  /**
   * The address of another file, with the same settings.
   *
   * @param file named {@code ….mv.db}
   */
  String urlOf(Path file) {
    int settings = url.indexOf(';');
    String path = file.toAbsolutePath().toString();
    return "jdbc:h2:file:"
        + path.substring(0, path.length() - ".mv.db".length())
        + (settings < 0 ? "" : url.substring(settings));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url + " as " + username;
  }
}
