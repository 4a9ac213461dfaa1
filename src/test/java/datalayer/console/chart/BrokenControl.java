package datalayer.console.chart;

import datalayer.console.ForwardingControl;
import datalayer.control.BarColumns;
import datalayer.control.Control;
import datalayer.control.ControlException;
import datalayer.market.Series;
import datalayer.market.TimeRange;

/** Another control whose bars cannot be read. */
final class BrokenControl extends ForwardingControl {

  BrokenControl(Control behind) {
    super(behind);
  }

  @Override
  public BarColumns bars(Series series, TimeRange range) {
    throw new ControlException("ClickHouse does not answer. Retrying every 5 s.");
  }
}
