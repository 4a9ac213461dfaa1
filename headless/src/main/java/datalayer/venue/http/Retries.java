package datalayer.venue.http;

import java.time.Duration;

/**
 * How often to try again, and after which pause. Pauses double from the first to the longest, and
 * half of each is left to chance, so that many callers do not come back at once.
 *
 * @param attempts in all, at least one
 * @param longestAsked a venue that asks for more patience than this ends the call at once
 */
public record Retries(
    int attempts, Duration firstPause, Duration longestPause, Duration longestAsked) {

  public Retries {
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt, not " + attempts);
    }
  }

  public static Retries defaults() {
    return new Retries(5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(1));
  }

  /**
   * The pause after a failed attempt.
   *
   * @param failed how many attempts failed so far, from 1
   * @param chance from 0 to 1
   */
  public Duration pause(int failed, double chance) {
    long cap = longestPause.toNanos();
    long doubled = firstPause.toNanos();
    for (int i = 1; i < failed && doubled < cap; i++) {
      doubled *= 2;
    }
    long pause = Math.min(doubled, cap);
    return Duration.ofNanos(pause / 2 + (long) (pause / 2.0 * chance));
  }
}
