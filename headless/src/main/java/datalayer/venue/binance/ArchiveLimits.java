package datalayer.venue.binance;

/**
 * What a file of the archive may be at most; a larger one is not trusted.
 *
 * @param download bytes of a zip
 * @param unpacked bytes of its CSV
 * @param ratio of the two, where the CSV has more than a megabyte
 */
public record ArchiveLimits(long download, long unpacked, int ratio) {

  /** Far above what Binance publishes: a month of minutes has about 4 MB, packed 1.5. */
  public static ArchiveLimits defaults() {
    return new ArchiveLimits(1L << 30, 2L << 30, 200);
  }
}
