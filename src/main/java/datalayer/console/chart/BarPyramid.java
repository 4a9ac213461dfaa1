package datalayer.console.chart;

import datalayer.control.BarColumns;
import java.util.ArrayList;
import java.util.List;

/**
 * Bars in levels of detail: a block of each level stands for four of the level below. What a
 * pixel's worth of bars comes to is read from a few blocks, however many bars it holds.
 */
public final class BarPyramid {

  private static final int FACTOR_BITS = 2;
  private static final int FACTOR = 1 << FACTOR_BITS;

  /** One level above the bars themselves. */
  private record Level(double[] high, double[] low, double[] volume, byte[] sources) {}

  /** What a run of bars comes to. Reused between questions, so that painting allocates nothing. */
  static final class Fold {
    double open;
    double high;
    double low;
    double close;
    double volume;

    /** Bit n is set when a bar of the source with ordinal n is in it. */
    int sources;

    boolean rises() {
      return close >= open;
    }

    private void clear() {
      high = Double.NEGATIVE_INFINITY;
      low = Double.POSITIVE_INFINITY;
      volume = 0;
      sources = 0;
    }

    private void add(double blockHigh, double blockLow, double blockVolume, int blockSources) {
      high = Math.max(high, blockHigh);
      low = Math.min(low, blockLow);
      volume += blockVolume;
      sources |= blockSources;
    }
  }

  private final BarColumns bars;
  private final List<Level> levels;

  private BarPyramid(BarColumns bars, List<Level> levels) {
    this.bars = bars;
    this.levels = levels;
  }

  /** Takes time in proportion to the bars: about a tenth of a second for five million. */
  public static BarPyramid over(BarColumns bars) {
    List<Level> levels = new ArrayList<>();
    byte[] masks = new byte[bars.size()];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = (byte) (1 << bars.sources()[i]);
    }
    Level below = new Level(bars.high(), bars.low(), bars.volume(), masks);
    while (below.high().length > FACTOR) {
      below = above(below);
      levels.add(below);
    }
    return new BarPyramid(bars, levels);
  }

  public BarColumns bars() {
    return bars;
  }

  /**
   * Folds the bars from one index to before another.
   *
   * @param into takes the result; undefined when the run is empty
   */
  void fold(int from, int to, Fold into) {
    into.clear();
    int at = from;
    while (at < to) {
      int level = 0;
      int size = 1;
      while (level < levels.size() && (at & (size * FACTOR - 1)) == 0 && at + size * FACTOR <= to) {
        level++;
        size *= FACTOR;
      }
      if (level == 0) {
        into.add(bars.high()[at], bars.low()[at], bars.volume()[at], 1 << bars.sources()[at]);
      } else {
        Level blocks = levels.get(level - 1);
        int block = at >> (level * FACTOR_BITS);
        into.add(
            blocks.high()[block],
            blocks.low()[block],
            blocks.volume()[block],
            blocks.sources()[block]);
      }
      at += size;
    }
    if (from < to) {
      into.open = bars.open()[from];
      into.close = bars.close()[to - 1];
    }
  }

  private static Level above(Level below) {
    int size = (below.high().length + FACTOR - 1) >> FACTOR_BITS;
    Level level = new Level(new double[size], new double[size], new double[size], new byte[size]);
    for (int block = 0; block < size; block++) {
      int end = Math.min((block + 1) << FACTOR_BITS, below.high().length);
      double high = Double.NEGATIVE_INFINITY;
      double low = Double.POSITIVE_INFINITY;
      double volume = 0;
      int sources = 0;
      for (int i = block << FACTOR_BITS; i < end; i++) {
        high = Math.max(high, below.high()[i]);
        low = Math.min(low, below.low()[i]);
        volume += below.volume()[i];
        sources |= below.sources()[i];
      }
      level.high()[block] = high;
      level.low()[block] = low;
      level.volume()[block] = volume;
      level.sources()[block] = (byte) sources;
    }
    return level;
  }
}
