package datalayer.venue.binance;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request within the budget, after the retries.
 *
 * @param <T> what the body says
 */
sealed interface RestAnswer<T> {

  /** How many requests were sent for it. */
  int requests();

  /**
   * The venue answered.
   *
   * @param sentAt in ticks, just before the request that was answered
   * @param answeredAt in ticks, when its body was complete
   * @param at by the venue's clock, when its body was complete
   */
  record Said<T>(T body, long bytes, long sentAt, long answeredAt, Instant at, int requests)
      implements RestAnswer<T> {}

  /** Asking again would not help. */
  record Refused<T>(int code, String reason, int requests) implements RestAnswer<T> {}

  /** No usable answer. */
  record Failed<T>(String reason, @Nullable Duration retryAfter, int requests)
      implements RestAnswer<T> {}
}
