package datalayer.console.chart;

import java.util.ArrayList;
import java.util.List;

/** Where the price axis has its marks, and which of them say their price. */
final class PriceTicks {

  private static final double SPACING = 64;

  /** How near to the last price's tag no label stands. */
  private static final double TAGGED = 20;

  /**
   * A mark.
   *
   * @param y its pixel
   * @param labelled false where its label would be cut, by an edge or by the last price's tag
   */
  record Tick(double price, double y, boolean labelled) {}

  private PriceTicks() {}

  /**
   * Marks at round prices, from the bottom of the prices to their top.
   *
   * @param tag the pixel of the last price's tag, or NaN when it is not drawn
   */
  static List<Tick> of(PriceScale scale, ChartLayout layout, double tag) {
    double step = scale.step(SPACING);
    double first = Math.ceil(scale.price(layout.divider()) / step);
    double last = Math.floor(scale.price(0) / step);
    List<Tick> ticks = new ArrayList<>();
    for (double i = first; i <= last; i++) {
      double y = scale.y(i * step);
      boolean inside = y > 10 && y < layout.divider() - 4;
      ticks.add(new Tick(i * step, y, inside && !(Math.abs(y - tag) < TAGGED)));
    }
    return ticks;
  }
}
