package datalayer.feed;

import java.time.Duration;

/** Spaces attempts to connect to one venue, which counts them by address. One thread uses it. */
final class AttemptGate {

  private final long spacing;
  private long next;
  private boolean used;

  AttemptGate(Duration spacing) {
    this.spacing = spacing.toNanos();
  }

  /** Whether an attempt may be made now; if so, it counts as made. */
  boolean permits(long now) {
    if (used && now - next < 0) {
      return false;
    }
    used = true;
    next = now + spacing;
    return true;
  }
}
