package datalayer.simulator.binance;

import datalayer.simulator.truth.Listing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A length of bars that the simulated exchange serves, as Binance writes it: those of fixed length
 * from a minute to a week. Bars of a week open on Monday, all others on multiples since the epoch.
 *
 * @param millis the length
 * @param offset of the grid from the epoch
 */
record Interval(String label, long millis, long offset) {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final Map<String, Interval> ALL = all();

  static Optional<Interval> parse(String label) {
    return Optional.ofNullable(ALL.get(label));
  }

  /** The open time of the bar that holds this moment. */
  long floor(long moment) {
    return Math.floorDiv(moment - offset, millis) * millis + offset;
  }

  /** The open time of the first bar at or after this moment. */
  long ceiling(long moment) {
    return Math.ceilDiv(moment - offset, millis) * millis + offset;
  }

  /** The open time of a listing's first bar. */
  long first(Listing listing) {
    return floor(listing.from().toEpochMilli());
  }

  private static Map<String, Interval> all() {
    Map<String, Interval> all = new TreeMap<>();
    for (int minutes : List.of(1, 3, 5, 15, 30)) {
      all.put(minutes + "m", new Interval(minutes + "m", minutes * MINUTE, 0));
    }
    for (int hours : List.of(1, 2, 4, 6, 8, 12)) {
      all.put(hours + "h", new Interval(hours + "h", hours * HOUR, 0));
    }
    all.put("1d", new Interval("1d", DAY, 0));
    // the epoch was a Thursday
    all.put("1w", new Interval("1w", 7 * DAY, 4 * DAY));
    return all;
  }
}
