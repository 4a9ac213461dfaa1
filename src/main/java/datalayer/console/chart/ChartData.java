package datalayer.console.chart;

import datalayer.control.BarColumns;
import datalayer.control.Control;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything the chart shows of one series, read in one go. Immutable.
 *
 * @param extent from the first bar to the end of the last
 * @param priceDecimals so many that every price is told exactly, at most 8
 * @param readAt when it was read
 */
public record ChartData(
    Series series,
    TimeRange extent,
    BarPyramid pyramid,
    Coverage coverage,
    SeriesFacts facts,
    int priceDecimals,
    int volumeDecimals,
    Instant readAt) {

  private static final int MOST_DECIMALS = 8;

  /** Bars at the end that are read again with what came since. */
  private static final int OVERLAP = 500;

  /** Reads a series; blocks. Empty when it holds no bars. */
  static Optional<ChartData> read(Control control, Series series, Instant now) {
    return control.extent(series).map(extent -> read(control, series, extent, now));
  }

  private static ChartData read(Control control, Series series, TimeRange extent, Instant now) {
    BarColumns bars = control.bars(series, extent);
    Coverage coverage = new Coverage(control.coverage(series, extent), series.timeframe());
    return of(series, extent, bars, coverage, now);
  }

  /**
   * This with what came since at its end, where live bars land and holes heal; blocks. What changed
   * further back is found by reading anew.
   */
  Optional<ChartData> readOn(Control control, Instant now) {
    Optional<TimeRange> grown = control.extent(series);
    Instant from = extent.to().minusMillis(OVERLAP * barMillis());
    if (grown.isEmpty()
        || !grown.get().from().equals(extent.from())
        || !from.isAfter(extent.from())
        || !grown.get().to().isAfter(from)) {
      return read(control, series, now);
    }
    TimeRange end = new TimeRange(from, grown.get().to());
    BarColumns bars = bars().before(from.toEpochMilli()).followedBy(control.bars(series, end));
    Coverage whole = coverage.before(from).followedBy(control.coverage(series, end));
    return Optional.of(of(series, grown.get(), bars, whole, now));
  }

  /** From bars already at hand. */
  public static ChartData of(
      Series series, TimeRange extent, BarColumns bars, Coverage coverage, Instant now) {
    return new ChartData(
        series,
        extent,
        BarPyramid.over(bars),
        coverage,
        SeriesFacts.of(bars, coverage, extent),
        Math.max(decimals(bars.close()), decimals(bars.high())),
        decimals(bars.volume()),
        now);
  }

  public BarColumns bars() {
    return pyramid.bars();
  }

  public long barMillis() {
    return series.timeframe().millis();
  }

  /** The index of the bar that opens at this instant, or -1 where there is none. */
  int indexOf(long openTime) {
    int index = bars().indexAtOrAfter(openTime);
    return index < bars().size() && bars().openTimes()[index] == openTime ? index : -1;
  }

  /** A look at a few hundred values spread over all of them tells how many decimals they have. */
  private static int decimals(double[] values) {
    int most = 0;
    int stride = Math.max(1, values.length / 500);
    for (int i = 0; i < values.length && most < MOST_DECIMALS; i += stride) {
      most = Math.max(most, decimals(values[i]));
    }
    return Math.min(most, MOST_DECIMALS);
  }

  private static int decimals(double value) {
    List<Double> powers = List.of(1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8);
    for (int digits = 0; digits < powers.size(); digits++) {
      double scaled = value * powers.get(digits);
      if (Math.abs(scaled - Math.rint(scaled)) < 1e-6 * Math.max(1, powers.get(digits) * 1e-6)) {
        return digits;
      }
    }
    return MOST_DECIMALS;
  }
}
