package datalayer.venue;

import datalayer.market.Series;
import datalayer.market.TimeRange;

/**
 * A file of a venue's archive that holds bars of one series.
 *
 * @param path below the archive's address, without a leading slash
 * @param period what the file's name promises; a truncated file holds less
 * @param bytes its size, or {@link #UNKNOWN_SIZE} where the listing does not tell
 */
public record ArchiveFile(Series series, String path, TimeRange period, Span span, long bytes) {

  public static final long UNKNOWN_SIZE = -1;

  /** How much of time one file holds. */
  public enum Span {
    MONTH,
    DAY
  }

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
