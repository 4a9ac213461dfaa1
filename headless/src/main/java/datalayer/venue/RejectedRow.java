package datalayer.venue;

/**
 * A row that could not be said as a bar.
 *
 * @param line in its file, or among the rows of a fetch, from 1
 * @param raw the row as it came, at most {@link #MAX_RAW} characters of it
 * @param reason for people
 */
public record RejectedRow(long line, String raw, String reason) {

  /** A longer row is cut here. */
  public static final int MAX_RAW = 1_000;
}
