package datalayer.landing;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * What a chunk delivers: a series over a range from one source, or a slice of one venue and
 * timeframe over a window for many series, so that small work is not a thousand tiny inserts.
 * Either lies within one partition, which is a month.
 *
 * @param scope the series, or venue and timeframe
 * @param range UTC, half-open
 */
public record ChunkKey(String scope, TimeRange range) {

  /** Between a key and its generation in a {@code chunk_id}. */
  private static final char GENERATION = '#';

  public ChunkKey {
    if (range.isEmpty()
        || !month(range)
            .equals(YearMonth.from(range.to().minusMillis(1).atOffset(ZoneOffset.UTC)))) {
      throw new IllegalArgumentException(
          "a chunk lies within one month, and this does not: " + range);
    }
  }

  /** History: one series. */
  public static ChunkKey of(Series series, TimeRange range) {
    return new ChunkKey(series.toString(), range);
  }

  /**
   * History that a venue answered by request. It is another chunk than the archive's of the same
   * range, so that both may be on their way at once.
   */
  public static ChunkKey requested(Series series, TimeRange range) {
    return new ChunkKey(series + "@rest", range);
  }

  /** Incremental and live work: many series of a venue. */
  public static ChunkKey slice(Venue venue, Timeframe timeframe, TimeRange window) {
    return new ChunkKey(venue.label() + ":*:" + timeframe.label(), window);
  }

  /** The {@code chunk_id} of the rows of a generation. */
  public String id(int generation) {
    return toString() + GENERATION + generation;
  }

  /** Reads a {@code chunk_id} back into its key and its generation. */
  public static Identified parse(String chunkId) {
    int mark = chunkId.lastIndexOf(GENERATION);
    int space = chunkId.indexOf(' ');
    int slash = chunkId.indexOf('/', space);
    if (mark < slash || space < 0 || slash < 0) {
      throw new IllegalArgumentException("\"%s\" is no chunk id".formatted(chunkId));
    }
    TimeRange range =
        new TimeRange(
            Instant.parse(chunkId.substring(space + 1, slash)),
            Instant.parse(chunkId.substring(slash + 1, mark)));
    ChunkKey key = new ChunkKey(chunkId.substring(0, space), range);
    return new Identified(key, Integer.parseInt(chunkId.substring(mark + 1)));
  }

  /** A key and the generation it was sealed in. */
  public record Identified(ChunkKey key, int generation) {}

  @Override
  public String toString() {
    return scope + " " + range;
  }

  private static YearMonth month(TimeRange range) {
    return YearMonth.from(range.from().atOffset(ZoneOffset.UTC));
  }
}
