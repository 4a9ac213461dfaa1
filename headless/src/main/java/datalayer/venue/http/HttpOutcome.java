package datalayer.venue.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call, after the retries.
 *
 * @param <T> what the body became
 */
public sealed interface HttpOutcome<T> {

  /** A 2xx answer, complete. */
  record Delivered<T>(int status, HttpHeaders headers, T body) implements HttpOutcome<T> {}

  /**
   * An answer that asking again would not change: a 3xx (redirects are not followed) or a 4xx other
   * than 408 and 429. Of a single attempt, every answer that is no success.
   *
   * @param text the first part of the body
   * @param retryAfter how long the venue asked us to wait, or null
   */
  record Refused<T>(int status, HttpHeaders headers, String text, @Nullable Duration retryAfter)
      implements HttpOutcome<T> {}

  /**
   * No usable answer.
   *
   * @param reason for people, naming the address and what happened
   * @param retryAfter how long the venue asked us to wait, or null
   */
  record Failed<T>(String reason, @Nullable Duration retryAfter) implements HttpOutcome<T> {}
}
