package datalayer.control;

import java.util.Arrays;

/**
 * Bars of one series as columns, ascending by open time, for drawing: figures are doubles here and
 * nowhere else. Five million bars take 260 MB. The arrays are shared, not copied: do not write into
 * them.
 *
 * @param openTimes milliseconds since the epoch, UTC, strictly ascending
 * @param trades the number of trades, or -1 where the venue does not say
 * @param sources where each bar came from, an ordinal of {@link Source}
 */
public record BarColumns(
    long[] openTimes,
    double[] open,
    double[] high,
    double[] low,
    double[] close,
    double[] volume,
    int[] trades,
    byte[] sources) {

  /** Where a bar came from. */
  public enum Source {
    ARCHIVE,
    REST,
    SOCKET
  }

  public static final BarColumns EMPTY =
      new BarColumns(
          new long[0],
          new double[0],
          new double[0],
          new double[0],
          new double[0],
          new double[0],
          new int[0],
          new byte[0]);

  public BarColumns {
    int size = openTimes.length;
    if (open.length != size
        || high.length != size
        || low.length != size
        || close.length != size
        || volume.length != size
        || trades.length != size
        || sources.length != size) {
      throw new IllegalArgumentException("columns of different lengths");
    }
  }

  public int size() {
    return openTimes.length;
  }

  /** Those that open before this time. */
  public BarColumns before(long epochMillis) {
    return resized(indexAtOrAfter(epochMillis));
  }

  /** These and then others, all of which open later. */
  public BarColumns followedBy(BarColumns others) {
    int size = size();
    BarColumns joined = resized(size + others.size());
    System.arraycopy(others.openTimes, 0, joined.openTimes, size, others.size());
    System.arraycopy(others.open, 0, joined.open, size, others.size());
    System.arraycopy(others.high, 0, joined.high, size, others.size());
    System.arraycopy(others.low, 0, joined.low, size, others.size());
    System.arraycopy(others.close, 0, joined.close, size, others.size());
    System.arraycopy(others.volume, 0, joined.volume, size, others.size());
    System.arraycopy(others.trades, 0, joined.trades, size, others.size());
    System.arraycopy(others.sources, 0, joined.sources, size, others.size());
    return joined;
  }

  /** Copies cut or lengthened to a size. */
  private BarColumns resized(int size) {
    return new BarColumns(
        Arrays.copyOf(openTimes, size),
        Arrays.copyOf(open, size),
        Arrays.copyOf(high, size),
        Arrays.copyOf(low, size),
        Arrays.copyOf(close, size),
        Arrays.copyOf(volume, size),
        Arrays.copyOf(trades, size),
        Arrays.copyOf(sources, size));
  }

  public Source source(int index) {
    return Source.values()[sources[index]];
  }

  /** The index of the first bar that opens at this time or later; {@link #size} when none does. */
  public int indexAtOrAfter(long epochMillis) {
    int found = Arrays.binarySearch(openTimes, epochMillis);
    return found >= 0 ? found : -found - 1;
  }
}
