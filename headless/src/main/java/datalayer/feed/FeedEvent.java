package datalayer.feed;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to live streams.
 *
 * @param at by the clock of this machine, UTC
 * @param stream the connection's name, for people
 * @param series which it is about, or null when it is about the whole connection
 * @param range of the bars it is about, UTC, half-open, or null
 * @param bars how many
 * @param took from when it was noticed to its end, or null
 * @param text for people
 */
public record FeedEvent(
    Instant at,
    Kind kind,
    String stream,
    @Nullable Series series,
    @Nullable TimeRange range,
    long bars,
    @Nullable Duration took,
    String text) {

  /** What happened. */
  public enum Kind {
    /** A connection brought its first data. */
    LIVE,
    /** A connection ended. */
    LOST,
    /** A connection was replaced by a newer one, before the venue ended it. */
    ROTATED,
    /** Final bars are missing. */
    GAP,
    /** Missing bars came by request and landed. */
    HEALED,
    /** The venue was asked for missing bars and has none. */
    EMPTY,
    /** The venue does not know what it was asked for. */
    UNKNOWN,
    /** Final bars wait to be landed, and the venue has to wait. */
    BLOCKED
  }
}
