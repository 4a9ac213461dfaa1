package datalayer.console.bench;

import datalayer.console.ForwardingControl;
import datalayer.control.BarColumns;
import datalayer.control.Control;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.util.List;
import java.util.Optional;

/** Another control that has one complete series in memory, and lists none, so none opens itself. */
final class BarsControl extends ForwardingControl {

  private volatile BarColumns held = BarColumns.EMPTY;

  BarsControl(Control behind) {
    super(behind);
  }

  /** From now on it has these. */
  void hold(BarColumns bars) {
    held = bars;
  }

  @Override
  public List<Series> series() {
    return List.of();
  }

  @Override
  public Optional<TimeRange> extent(Series series) {
    return Optional.of(BarWalk.range(held.size()));
  }

  @Override
  public BarColumns bars(Series series, TimeRange range) {
    if (!range.equals(BarWalk.range(held.size()))) {
      throw new IllegalArgumentException("all of the bars or none, not " + range);
    }
    return held;
  }

  @Override
  public List<CoverageSpan> coverage(Series series, TimeRange range) {
    return List.of(new CoverageSpan(range, State.COMPLETE, ""));
  }
}
