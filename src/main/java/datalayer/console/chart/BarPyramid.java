package datalayer.console.chart;

import datalayer.control.BarColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bars in levels of detail: a block of the lowest stands for sixteen bars, one of each other level
 * for four of the level below. What a pixel's worth of bars comes to is read from a few blocks,
 * however many bars it holds, and what is known of a block lies side by side: with millions of bars
 * in view, painting is waiting for memory.
 */
public final class BarPyramid {

  private static final int LOWEST_BITS = 4;
  private static final int FACTOR_BITS = 2;
  private static final int FACTOR = 1 << FACTOR_BITS;

  /** Figures of a block: open, high, low, close, volume. */
  private static final int FIGURES = 5;

  /**
   * One level above the bars themselves.
   *
   * @param bits a block's bars, as a power of two
   * @param times when the first bar of each block opens
   */
  private record Level(int bits, long[] times, double[] figures, byte[] sources) {}

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
      open = Double.NaN;
      high = Double.NEGATIVE_INFINITY;
      low = Double.POSITIVE_INFINITY;
      volume = 0;
      sources = 0;
    }

    private void add(BarColumns bars, int bar) {
      if (Double.isNaN(open)) {
        open = bars.open()[bar];
      }
      high = Math.max(high, bars.high()[bar]);
      low = Math.min(low, bars.low()[bar]);
      close = bars.close()[bar];
      volume += bars.volume()[bar];
      sources |= 1 << bars.sources()[bar];
    }

    private void add(Level level, int block) {
      double[] figures = level.figures();
      int at = block * FIGURES;
      if (Double.isNaN(open)) {
        open = figures[at];
      }
      high = Math.max(high, figures[at + 1]);
      low = Math.min(low, figures[at + 2]);
      close = figures[at + 3];
      volume += figures[at + 4];
      sources |= level.sources()[block];
    }
  }

  private final BarColumns bars;
  private final Level[] levels;

  private BarPyramid(BarColumns bars, List<Level> levels) {
    this.bars = bars;
    this.levels = levels.toArray(Level[]::new);
  }

  /** Takes time in proportion to the bars: about a tenth of a second for five million. */
  public static BarPyramid over(BarColumns bars) {
    List<Level> levels = new ArrayList<>();
    if (bars.size() > 1 << LOWEST_BITS) {
      levels.add(lowest(bars));
      while (levels.getLast().times().length > FACTOR) {
        levels.add(above(levels.getLast()));
      }
    }
    return new BarPyramid(bars, levels);
  }

  public BarColumns bars() {
    return bars;
  }

  /**
   * Columns that begin and end at whole blocks are read from fewer of them. A block of this many
   * bars is at most a quarter of a column.
   */
  int grain(int barsPerColumn) {
    int grain = 1;
    for (Level level : levels) {
      if (1 << level.bits() > barsPerColumn / 4) {
        break;
      }
      grain = 1 << level.bits();
    }
    return grain;
  }

  /**
   * The first multiple of a grain from which on no bar opens before an instant, or the number of
   * bars; but the index that is asked from where that already is so.
   *
   * @param within that many bars is where it has to be looked for
   */
  int indexAtOrAfter(int from, int within, long millis, int grain) {
    if (from >= bars.size() || timeAt(from, grain) >= millis) {
      return from;
    }
    long[] times = times(grain);
    int first = (from + grain - 1) / grain;
    int last = (int) Math.min(times.length, ((long) from + within) / grain + 2);
    int found = Arrays.binarySearch(times, Math.min(first, last), last, millis);
    int block = found >= 0 ? found : -found - 1;
    return (int) Math.min(bars.size(), (long) block * grain);
  }

  private long timeAt(int index, int grain) {
    return index % grain == 0 ? times(grain)[index / grain] : bars.openTimes()[index];
  }

  private long[] times(int grain) {
    if (grain == 1) {
      return bars.openTimes();
    }
    int bits = Integer.numberOfTrailingZeros(grain);
    return levels[(bits - LOWEST_BITS) / FACTOR_BITS].times();
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
      int level = -1;
      int size = 1;
      int next = 1 << LOWEST_BITS;
      while (level + 1 < levels.length && (at & (next - 1)) == 0 && to - at >= next) {
        level++;
        size = next;
        next <<= FACTOR_BITS;
      }
      if (level < 0) {
        into.add(bars, at);
      } else {
        into.add(levels[level], at >> levels[level].bits());
      }
      at += size;
    }
  }

  private static Level lowest(BarColumns bars) {
    int size = (bars.size() + (1 << LOWEST_BITS) - 1) >> LOWEST_BITS;
    Level level = empty(LOWEST_BITS, size);
    Fold fold = new Fold();
    for (int block = 0; block < size; block++) {
      int from = block << LOWEST_BITS;
      fold.clear();
      for (int i = from; i < Math.min(bars.size(), from + (1 << LOWEST_BITS)); i++) {
        fold.add(bars, i);
      }
      put(level, block, bars.openTimes()[from], fold);
    }
    return level;
  }

  private static Level above(Level below) {
    int size = (below.times().length + FACTOR - 1) >> FACTOR_BITS;
    Level level = empty(below.bits() + FACTOR_BITS, size);
    Fold fold = new Fold();
    for (int block = 0; block < size; block++) {
      int from = block << FACTOR_BITS;
      fold.clear();
      for (int i = from; i < Math.min(below.times().length, from + FACTOR); i++) {
        fold.add(below, i);
      }
      put(level, block, below.times()[from], fold);
    }
    return level;
  }

  private static Level empty(int bits, int size) {
    return new Level(bits, new long[size], new double[size * FIGURES], new byte[size]);
  }

  private static void put(Level level, int block, long time, Fold fold) {
    int at = block * FIGURES;
    level.times()[block] = time;
    level.figures()[at] = fold.open;
    level.figures()[at + 1] = fold.high;
    level.figures()[at + 2] = fold.low;
    level.figures()[at + 3] = fold.close;
    level.figures()[at + 4] = fold.volume;
    level.sources()[block] = (byte) fold.sources;
  }
}
