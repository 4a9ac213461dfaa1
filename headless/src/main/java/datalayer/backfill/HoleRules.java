package datalayer.backfill;

import java.time.Duration;

/**
 * When a venue's silence is believed, and when it is asked again.
 *
 * @param settled how long after a stretch an answer about it counts as final; earlier, the venue
 *     may still be writing it down
 * @param lateness how long after a stretch an archive file may yet be published; later, none is
 *     expected any more
 */
public record HoleRules(Duration settled, Duration lateness) {

  /** A day; and the 35 days that Binance's monthly files may take. */
  public static HoleRules defaults() {
    return new HoleRules(Duration.ofDays(1), Duration.ofDays(35));
  }
}
