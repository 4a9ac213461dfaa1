package datalayer.console.chart;

/** Where the parts of the chart lie, in pixels. */
record ChartLayout(double width, double height) {

  static final double PRICE_AXIS = 76;
  static final double TIME_AXIS = 26;
  static final double RIBBON = 8;
  private static final double VOLUME_SHARE = 0.14;

  double plotWidth() {
    return Math.max(1, width - PRICE_AXIS);
  }

  double plotBottom() {
    return height - TIME_AXIS;
  }

  double ribbonTop() {
    return plotBottom() - RIBBON - 6;
  }

  double volumeBottom() {
    return ribbonTop() - 6;
  }

  double volumeTop() {
    return volumeBottom() - Math.floor(VOLUME_SHARE * height);
  }

  /** The line between prices and volume. */
  double divider() {
    return volumeTop() - 16;
  }

  double priceTop() {
    return 44;
  }

  double priceBottom() {
    return divider() - 12;
  }
}
