package datalayer.console.chart;

/**
 * How prices map to pixels.
 *
 * @param low the price at the bottom
 * @param high the price at the top, above the low one
 * @param top the pixel of the highest price
 * @param bottom the pixel of the lowest
 */
public record PriceScale(double low, double high, double top, double bottom) {

  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  /** A scale that shows these prices with some air around them. */
  static PriceScale around(double low, double high, double top, double bottom) {
    double span = high - low;
    double air = span > 0 ? 0.06 * span : Math.max(1e-9, Math.abs(high) * 0.01);
    return new PriceScale(low - air, high + air, top, bottom);
  }

  public double y(double price) {
    return bottom - (price - low) / (high - low) * (bottom - top);
  }

  public double price(double y) {
    return low + (bottom - y) / (bottom - top) * (high - low);
  }

  /** A round distance between grid lines that are at least so many pixels apart. */
  double step(double pixels) {
    double wanted = (high - low) / Math.max(1, (bottom - top) / pixels);
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double step : STEPS) {
      if (step * power >= wanted) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
