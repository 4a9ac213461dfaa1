package datalayer.venue;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.util.List;
import java.util.Optional;

/** Files of bars that a venue publishes. Safe for use by many threads. */
public interface BarArchive {

  /** Whether the venue publishes files for such a series at all. */
  boolean covers(Series series);

  /**
   * The published files whose period touches the range: monthly ones before daily ones, each kind
   * ascending. Empty when none is published yet.
   *
   * @throws VenueUnavailableException when the archive does not answer, after the retries
   */
  List<ArchiveFile> list(Series series, TimeRange range)
      throws VenueUnavailableException, InterruptedException;

  /**
   * Downloads a file, compares its checksum before a row counts, and reads its rows. Never throws
   * for what a venue may do: that is an {@link ArchiveFetch}.
   */
  ArchiveFetch fetch(ArchiveFile file) throws InterruptedException;

  /**
   * The checksum published for a file now, lower-case hexadecimal SHA-256; empty when the file is
   * not published.
   *
   * @throws VenueUnavailableException when the archive does not answer, after the retries
   */
  Optional<String> publishedChecksum(ArchiveFile file)
      throws VenueUnavailableException, InterruptedException;
}
