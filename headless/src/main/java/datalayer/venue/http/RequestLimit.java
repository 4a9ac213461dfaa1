package datalayer.venue.http;

import java.time.Duration;

/**
 * What a venue allows within a stretch of time.
 *
 * @param most inclusive
 */
public record RequestLimit(Kind kind, Duration window, long most) {

  /** What is counted. */
  public enum Kind {
    /** What each request costs by the venue's own table. */
    WEIGHT,
    /** Requests, whatever they cost. */
    REQUESTS
  }

  public RequestLimit {
    if (most < 1 || window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("no limit: %d within %s".formatted(most, window));
    }
  }

  long amount(int weight) {
    return kind == Kind.WEIGHT ? weight : 1;
  }
}
