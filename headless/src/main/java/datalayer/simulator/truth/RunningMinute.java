package datalayer.simulator.truth;

import java.util.List;

/**
 * A minute as it is told while it runs. What a print stands for does not trade at once: its first
 * part does so at its time and price, the others follow on the way to the next print, and none goes
 * beyond the highest or lowest price of the whole minute. So the bar moves as often as at a real
 * exchange, takes nothing back that it has shown, and grows into exactly the bar of the prints.
 */
final class RunningMinute {

  /** A minute in which somebody trades is not silent for longer, in milliseconds. */
  private static final long LONGEST_SILENCE = 750;

  /** How much earlier than its time the first print begins: a market does not wait so long. */
  private static final long SOONER = 16;

  private static final long PARTS = 300;
  private static final long PARTS_OF_A_PRINT = 1000;

  /** How far a part strays from the way, in parts of the price. */
  private static final long STRAY = 12_000;

  private final long seed;
  private final long minute;
  private final List<BarFigures> prints;
  private final long[] times;
  private final BarFigures whole;

  /**
   * @param prints in order, at least one
   * @param times when they come, in milliseconds into the minute
   * @param whole all of them
   */
  RunningMinute(long seed, long minute, List<BarFigures> prints, long[] times, BarFigures whole) {
    this.seed = seed;
    this.minute = minute;
    this.prints = prints;
    this.times = times.clone();
    this.times[0] /= SOONER;
    this.whole = whole;
  }

  /**
   * What has traded up to a moment; flat when nothing has.
   *
   * @param millis into the minute, inclusive
   * @param flat where the price stands before
   */
  BarFigures until(long millis, long flat) {
    if (millis < times[0]) {
      return BarFigures.flat(minute * Tape.MINUTE, flat);
    }
    BarFigures bar = soFar(0, millis);
    for (int i = 1; i < times.length && times[i] <= millis; i++) {
      bar = bar.and(soFar(i, millis));
    }
    return bar;
  }

  /** What has traded of a print. */
  private BarFigures soFar(int index, long millis) {
    BarFigures print = prints.get(index);
    boolean last = index == prints.size() - 1;
    long span = Math.max(1, (last ? Tape.MINUTE : times[index + 1]) - times[index]);
    long parts = Math.max(print.trades(), span / LONGEST_SILENCE);
    long gone = millis - times[index];
    long high = print.high();
    long low = print.low();
    long close = print.close();
    long done = 1;
    for (; done < parts && moment(index, done, span, parts) <= gone; done++) {
      close = last && done == parts - 1 ? print.close() : price(index, done, parts);
      high = Math.max(high, close);
      low = Math.min(low, close);
    }
    long lots = Math.max(1, print.volume() * done / parts);
    return new BarFigures(
        print.openTime(),
        print.open(),
        high,
        low,
        close,
        lots,
        lots * print.close(),
        Math.ceilDiv(print.trades() * done, parts),
        Math.min(lots, print.takerBuy() * done / parts),
        Math.min(lots, print.takerBuy() * done / parts) * print.close());
  }

  /** When a part trades, in milliseconds after the first. */
  private long moment(int index, long part, long span, long parts) {
    return (part * span + Noise.below(span, bits(index, part))) / parts;
  }

  private long price(int index, long part, long parts) {
    long from = prints.get(index).close();
    long to = prints.get(Math.min(index + 1, prints.size() - 1)).close();
    long stray = from / STRAY + 1;
    long way = from + (to - from) * part / parts;
    long strayed = way - stray + Noise.below(2 * stray + 1, bits(index, part) >>> 7);
    return Math.clamp(strayed, whole.low(), whole.high());
  }

  private long bits(int index, long part) {
    return Noise.bits(seed, PARTS + index, minute * PARTS_OF_A_PRINT + part);
  }
}
