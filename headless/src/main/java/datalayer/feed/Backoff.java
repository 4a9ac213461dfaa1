package datalayer.feed;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: longer each time, up to a cap, and never the same for
 * all. It is short again only after things went well for a while; one good moment means nothing.
 */
final class Backoff {

  private final Duration first;
  private final Duration longest;
  private final DoubleSupplier chance;
  private int failures;

  /**
   * @param chance from 0, inclusive, to 1, exclusive
   */
  Backoff(Duration first, Duration longest, DoubleSupplier chance) {
    this.first = first;
    this.longest = longest;
    this.chance = chance;
  }

  /** Counts a failure. Returns between half of and the whole of the pause that it calls for. */
  Duration next() {
    long whole = first.toNanos();
    for (int i = 0; i < failures && whole < longest.toNanos(); i++) {
      whole *= 2;
    }
    failures++;
    whole = Math.min(whole, longest.toNanos());
    return Duration.ofNanos(whole / 2 + (long) (chance.getAsDouble() * (whole - whole / 2)));
  }

  void reset() {
    failures = 0;
  }
}
