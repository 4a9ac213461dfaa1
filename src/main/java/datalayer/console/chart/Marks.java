package datalayer.console.chart;

import datalayer.control.BarColumns;
import java.util.Arrays;

/**
 * What there is to draw between the edges of the view: one mark per bar, or one per column of
 * pixels where a bar has less than a pixel. Reused from frame to frame.
 */
final class Marks {

  int count;

  /** The left and right edge of each mark in pixels; a bar's own time, never the hole beside it. */
  double[] left = new double[2048];

  double[] right = new double[2048];
  double[] open = new double[2048];
  double[] high = new double[2048];
  double[] low = new double[2048];
  double[] close = new double[2048];
  double[] volume = new double[2048];
  boolean[] rises = new boolean[2048];
  int[] sources = new int[2048];

  double lowest;
  double highest;
  double mostVolume;

  private final BarPyramid.Fold fold = new BarPyramid.Fold();

  /** Collects what lies within the scale. */
  void collect(ChartData data, TimeScale scale) {
    count = 0;
    lowest = Double.POSITIVE_INFINITY;
    highest = Double.NEGATIVE_INFINITY;
    mostVolume = 0;
    if (data.barMillis() / scale.millisPerPixel() >= 1) {
      perBar(data, scale);
    } else {
      perColumn(data, scale);
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  private void perBar(ChartData data, TimeScale scale) {
    BarColumns bars = data.bars();
    int from = bars.indexAtOrAfter((long) scale.from() - data.barMillis() + 1);
    int to = bars.indexAtOrAfter((long) Math.ceil(scale.to()));
    for (int i = from; i < to; i++) {
      double x = scale.x(bars.openTimes()[i]);
      fold.open = bars.open()[i];
      fold.high = bars.high()[i];
      fold.low = bars.low()[i];
      fold.close = bars.close()[i];
      fold.volume = bars.volume()[i];
      fold.sources = 1 << bars.sources()[i];
      add(x, scale.x(bars.openTimes()[i] + data.barMillis()));
    }
  }

  private void perColumn(ChartData data, TimeScale scale) {
    BarColumns bars = data.bars();
    int columns = (int) Math.ceil(scale.width());
    int most = (int) Math.min(bars.size(), scale.millisPerPixel() / data.barMillis() + 2);
    BarPyramid pyramid = data.pyramid();
    int grain = pyramid.grain(most);
    int from = bars.indexAtOrAfter((long) Math.ceil(scale.from()));
    for (int column = 0; column < columns && from < bars.size(); column++) {
      long end = (long) Math.ceil(scale.time(column + 1));
      int to = pyramid.indexAtOrAfter(from, most, end, grain);
      if (to > from) {
        pyramid.fold(from, to, fold);
        add(column, column + 1);
      }
      from = to;
    }
  }

  private void add(double from, double to) {
    if (count == left.length) {
      grow();
    }
    left[count] = from;
    right[count] = to;
    open[count] = fold.open;
    high[count] = fold.high;
    low[count] = fold.low;
    close[count] = fold.close;
    volume[count] = fold.volume;
    rises[count] = fold.rises();
    sources[count] = fold.sources;
    lowest = Math.min(lowest, fold.low);
    highest = Math.max(highest, fold.high);
    mostVolume = Math.max(mostVolume, fold.volume);
    count++;
  }

  private void grow() {
    int size = 2 * left.length;
    left = Arrays.copyOf(left, size);
    right = Arrays.copyOf(right, size);
    open = Arrays.copyOf(open, size);
    high = Arrays.copyOf(high, size);
    low = Arrays.copyOf(low, size);
    close = Arrays.copyOf(close, size);
    volume = Arrays.copyOf(volume, size);
    rises = Arrays.copyOf(rises, size);
    sources = Arrays.copyOf(sources, size);
  }
}
