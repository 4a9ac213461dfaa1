package datalayer.console.chart;

import datalayer.console.chart.Coverage.Zone;
import datalayer.console.chart.TimeTicks.Tick;
import datalayer.console.chart.ZoneLabels.Hit;
import datalayer.console.theme.Palette;
import datalayer.control.CoverageSpan.State;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import org.jspecify.annotations.Nullable;

/**
 * Draws the chart: grid, zones, volume, candles, ribbon, axes, labels. Keeps what it needs from one
 * frame to the next; one per canvas.
 */
public final class ChartPainter {

  private final Marks marks = new Marks();
  private final ZoneLabels labels = new ZoneLabels();
  private @Nullable Frame last;

  /** Draws what the scale shows of the data; the scale's width is the plot's, without the axis. */
  public void paint(
      GraphicsContext g,
      double width,
      double height,
      ChartData data,
      TimeScale scale,
      Palette palette,
      boolean withLastPrice) {
    paint(g, width, height, data, scale, palette, withLastPrice, null);
  }

  /**
   * As above.
   *
   * @param hole at the live end, which another layer draws, or null
   */
  void paint(
      GraphicsContext g,
      double width,
      double height,
      ChartData data,
      TimeScale scale,
      Palette palette,
      boolean withLastPrice,
      @Nullable LiveHole hole) {
    ChartLayout layout = new ChartLayout(width, height);
    marks.collect(data, scale);
    List<Tick> ticks = TimeTicks.of(scale, AxisPainter.TIME_SPACING);
    PriceScale price = prices(data, layout);
    double tag = withLastPrice ? AxisPainter.lastPriceTag(data, price, layout) : Double.NaN;
    List<PriceTicks.Tick> prices = PriceTicks.of(price, layout, tag);
    Frame frame = new Frame(g, data, marks, scale, ticks, price, prices, layout, palette);
    g.setFill(palette.canvas());
    g.fillRect(0, 0, width, height);
    AxisPainter.grid(frame);
    List<Zone> zones = data.coverage().zones(scale);
    if (hole != null) {
      zones.removeIf(zone -> hole.tells(zone.state(), zone.range()));
    }
    zones.forEach(zone -> ZonePainter.paint(frame, zone));
    BarPainter.paint(frame);
    RibbonPainter.paint(frame, zones);
    AxisPainter.axes(frame);
    labels.paint(frame, zones);
    if (withLastPrice) {
      int end = data.bars().size() - 1;
      AxisPainter.lastPrice(frame, data.bars().close()[end] >= data.bars().open()[end]);
    }
    last = frame;
  }

  /** The frame painted last, for the crosshair and the pointer. */
  @Nullable Frame last() {
    return last;
  }

  /** The gap of ours under this point, or null; its label counts, and all of its stretch. */
  @Nullable Zone gapAt(double x, double y) {
    Frame frame = last;
    if (frame == null || y < 0 || y >= frame.layout().plotBottom()) {
      return null;
    }
    if (x >= frame.layout().plotWidth()) {
      return null;
    }
    for (Hit hit : labels.hits()) {
      if (hit.contains(x, y)) {
        return hit.zone();
      }
    }
    double at = frame.time().time(x);
    return frame.data().coverage().zones(frame.time()).stream()
        .filter(zone -> zone.state() == State.MISSING)
        .filter(zone -> zone.range().contains((long) at))
        .findFirst()
        .orElse(null);
  }

  /** From the bars in view; where there are none, from the bar nearest to the left edge. */
  @SuppressWarnings("ReferenceEquality") // comparing all bars would cost more than it saves
  private PriceScale prices(ChartData data, ChartLayout layout) {
    if (!marks.isEmpty()) {
      return PriceScale.around(
          marks.lowest, marks.highest, layout.priceTop(), layout.priceBottom());
    }
    if (last != null && last.data() == data) {
      return new PriceScale(
          last.price().low(), last.price().high(), layout.priceTop(), layout.priceBottom());
    }
    int end = data.bars().size() - 1;
    return PriceScale.around(
        data.bars().low()[end], data.bars().high()[end], layout.priceTop(), layout.priceBottom());
  }
}
