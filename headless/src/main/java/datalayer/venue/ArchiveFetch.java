package datalayer.venue;

import datalayer.market.Bar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of fetching an archive file. */
public sealed interface ArchiveFetch {

  ArchiveFile file();

  /**
   * The file's checksum held and its rows were read.
   *
   * @param sha256 of the file, lower-case hexadecimal
   * @param bytes downloaded
   * @param bars every row that could be said as a bar, in the file's order, not judged: duplicates,
   *     rows off the grid and rows outside the period are still among them
   * @param rejected every row that could not, in the file's order
   */
  record Read(
      ArchiveFile file, String sha256, long bytes, List<Bar> bars, List<RejectedRow> rejected)
      implements ArchiveFetch {}

  /** The venue does not publish it (404). */
  record Absent(ArchiveFile file) implements ArchiveFetch {}

  /**
   * It was downloaded and must not be trusted: a checksum that does not match, a broken zip, an
   * entry that is not the expected one, text that is no CSV of bars. No row of it counts.
   *
   * @param kept where the bytes are kept for a look
   * @param reason for people, naming the file and what is wrong with it
   */
  record Quarantined(ArchiveFile file, Path kept, String reason) implements ArchiveFetch {}

  /**
   * The venue did not deliver, after the retries.
   *
   * @param retryAfter how long the venue asked us to wait, or null
   */
  record Unavailable(ArchiveFile file, String reason, @Nullable Duration retryAfter)
      implements ArchiveFetch {}
}
