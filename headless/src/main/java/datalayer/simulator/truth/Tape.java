package datalayer.simulator.truth;

import java.util.ArrayList;
import java.util.List;

/**
 * The trades of a listing, minute by minute. A minute has a few prints, each standing for some
 * trades at one price and time; the last of them is at the price with which the next minute starts.
 */
final class Tape {

  static final long MINUTE = 60_000;

  private static final long PRINTS = 100;
  private static final long QUIET = 200;
  private static final int MOST_PRINTS = 8;
  private static final int MOST_TRADES = 40;

  /** How far a print strays from the way, in parts of the price. */
  private static final long STRAY = 2500;

  /** What a print is worth at most, in the quote currency, at the listing's price. */
  private static final double MOST_NOTIONAL = 150_000;

  private final long seed;
  private final Listing listing;
  private final PriceCurve curve;
  private final long mostLots;

  Tape(long seed, Listing listing) {
    this.seed = seed;
    this.listing = listing;
    this.curve = new PriceCurve(seed, listing);
    this.mostLots =
        Math.max(
            2,
            Math.round(MOST_NOTIONAL / listing.price() * StrictMath.pow(10, listing.lotPlaces())));
  }

  /** The price with which a minute starts, in ticks. */
  long price(long minute) {
    return curve.at(minute);
  }

  /** Whether nobody trades in that minute. The first minute of a listing always trades. */
  boolean isQuiet(long minute) {
    return minute != listing.firstMinute()
        && Noise.fraction(Noise.bits(seed, QUIET, minute)) < listing.quiet();
  }

  /** The whole minute, which is not quiet. */
  BarFigures bar(long minute, long start, long end) {
    return first(MOST_PRINTS, minute, start, end);
  }

  /** The minute without its last print: what somebody says who has not heard of it. */
  BarFigures barWithoutTheLast(long minute) {
    return first(prints(minute) - 1, minute, curve.at(minute), curve.at(minute + 1));
  }

  /**
   * What has traded up to a moment; flat when nothing has yet.
   *
   * @param millis into the minute, inclusive
   * @param flat where the price stands before the first trade
   */
  BarFigures running(long minute, long millis, long flat) {
    int count = prints(minute);
    long start = curve.at(minute);
    long end = curve.at(minute + 1);
    List<BarFigures> prints = new ArrayList<>(count);
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      prints.add(print(minute, i, count, start, end));
      times[i] = at(minute, i, count);
    }
    BarFigures whole = prints.stream().reduce(BarFigures::and).orElseThrow();
    return new RunningMinute(seed, minute, prints, times, whole).until(millis, flat);
  }

  /** The first prints, at most so many. */
  private BarFigures first(int most, long minute, long start, long end) {
    int prints = prints(minute);
    BarFigures bar = print(minute, 0, prints, start, end);
    for (int i = 1; i < Math.min(prints, most); i++) {
      bar = bar.and(print(minute, i, prints, start, end));
    }
    return bar;
  }

  private int prints(long minute) {
    return 2 + (int) Noise.below(MOST_PRINTS - 1, Noise.bits(seed, PRINTS, minute));
  }

  private long at(long minute, int index, int prints) {
    long within = Noise.below(MINUTE - 1, Noise.bits(seed, PRINTS + 1 + index, minute));
    return (index * MINUTE + within) / prints;
  }

  private BarFigures print(long minute, int index, int prints, long start, long end) {
    long bits = Noise.bits(seed, PRINTS + 20 + index, minute);
    long price = end;
    if (index < prints - 1) {
      long stray = start / STRAY + 1;
      long way = start + (end - start) * (index + 1) / prints;
      price = Math.max(1, way - stray + Noise.below(2 * stray + 1, bits));
    }
    long size = Noise.bits(seed, PRINTS + 40 + index, minute);
    long lots = 1 + Noise.below(mostLots, size);
    long taken = Noise.below(lots + 1, Long.rotateLeft(size, 29));
    return new BarFigures(
        minute * MINUTE,
        price,
        price,
        price,
        price,
        lots,
        lots * price,
        1 + Noise.below(MOST_TRADES, bits >>> 40),
        taken,
        taken * price);
  }
}
