package datalayer.console.chart;

import datalayer.console.chart.TimeTicks.Tick;
import datalayer.console.theme.Palette;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;

/**
 * One picture of the chart: what is painted, where, and in which colours.
 *
 * @param ticks of the time axis
 * @param prices marks of the price axis
 */
record Frame(
    GraphicsContext g,
    ChartData data,
    Marks marks,
    TimeScale time,
    List<Tick> ticks,
    PriceScale price,
    List<PriceTicks.Tick> prices,
    ChartLayout layout,
    Palette palette) {

  /** The same picture on another layer, whose context this is. */
  Frame on(GraphicsContext layer) {
    return new Frame(layer, data, marks, time, ticks, price, prices, layout, palette);
  }

  /** Whether a bar is wide enough to have a body. */
  boolean hasBodies() {
    return pitch() >= 4;
  }

  /** How many pixels a bar has. */
  double pitch() {
    return data.barMillis() / time.millisPerPixel();
  }
}
