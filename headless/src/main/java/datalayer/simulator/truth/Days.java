package datalayer.simulator.truth;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The days that were asked for last, minute by minute; at most some tens of megabytes. */
final class Days {

  static final int MINUTES = 1440;

  private static final int MOST = 256;

  private record Key(Listing listing, long day, int script) {}

  private final MarketScript script;
  private final Map<Key, @Nullable BarFigures[]> days =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, @Nullable BarFigures[]> eldest) {
          return size() > MOST;
        }
      };

  Days(MarketScript script) {
    this.script = script;
  }

  /**
   * Where the price stands when a minute begins: at the close of the last minute that traded before
   * it.
   */
  long standing(Tape tape, Listing listing, long minute) {
    long before = minute - 1;
    while (before >= listing.firstMinute()) {
      long millis = before * Tape.MINUTE;
      var outage = script.outage(listing.instrument(), millis);
      var calm = script.calm(listing.instrument(), millis);
      if (outage.isPresent()) {
        before = lastBefore(outage.get());
      } else if (calm.isPresent()) {
        before = lastBefore(calm.get());
      } else if (tape.isQuiet(before)) {
        before--;
      } else {
        return tape.price(before + 1);
      }
    }
    return tape.price(listing.firstMinute());
  }

  private static long lastBefore(MarketScript.Happening happening) {
    return Math.floorDiv(happening.range().from().toEpochMilli() - 1, Tape.MINUTE);
  }

  /** The true bars of a UTC day by minute, null where there is none. Not to be changed. */
  @Nullable BarFigures[] day(Tape tape, Listing listing, long day) {
    Key key = new Key(listing, day, script.changes());
    synchronized (days) {
      @Nullable BarFigures[] known = days.get(key);
      if (known != null) {
        return known;
      }
    }
    @Nullable BarFigures[] made = make(tape, listing, day * MINUTES);
    synchronized (days) {
      days.put(key, made);
    }
    return made;
  }

  private @Nullable BarFigures[] make(Tape tape, Listing listing, long first) {
    @Nullable BarFigures[] bars = new @Nullable BarFigures[MINUTES];
    long from = Math.max(first, listing.firstMinute());
    long to = Math.min(first + MINUTES, listing.endMinute());
    if (from >= to) {
      return bars;
    }
    long standing = standing(tape, listing, from);
    long start = tape.price(from);
    for (long minute = from; minute < to; minute++) {
      long end = tape.price(minute + 1);
      long millis = minute * Tape.MINUTE;
      if (script.outage(listing.instrument(), millis).isEmpty()) {
        boolean calm =
            script.calm(listing.instrument(), millis).isPresent() || tape.isQuiet(minute);
        BarFigures bar = calm ? BarFigures.flat(millis, standing) : tape.bar(minute, start, end);
        bars[(int) (minute - first)] = bar;
        standing = bar.close();
      }
      start = end;
    }
    return bars;
  }
}
