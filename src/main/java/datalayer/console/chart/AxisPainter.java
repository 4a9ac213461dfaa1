package datalayer.console.chart;

import datalayer.console.chart.TimeTicks.Tick;
import datalayer.console.fx.Figures;
import datalayer.console.fx.TextWidth;
import datalayer.console.theme.Fonts;
import datalayer.console.theme.Palette;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** Draws grid lines, axes and the tag of the last price. */
final class AxisPainter {

  static final double TIME_SPACING = 84;

  /** How far a price's label reaches up and down, with the air around it. */
  static final double LABEL_REACH = 8;

  private AxisPainter() {}

  /** What lies under everything. */
  static void grid(Frame frame) {
    GraphicsContext g = frame.g();
    ChartLayout layout = frame.layout();
    g.setFill(frame.palette().grid());
    for (Tick tick : frame.ticks()) {
      double x = Math.floor(frame.time().x(tick.millis()));
      if (x >= 0 && x < layout.plotWidth()) {
        g.fillRect(x, 0, 1, layout.plotBottom());
      }
    }
    for (PriceTicks.Tick tick : frame.prices()) {
      g.fillRect(0, Math.floor(tick.y()), layout.plotWidth(), 1);
    }
    g.setFill(frame.palette().hairline());
    g.fillRect(0, Math.floor(layout.divider()), layout.plotWidth(), 1);
  }

  /** The axes, over whatever reached into them. */
  static void axes(Frame frame) {
    GraphicsContext g = frame.g();
    ChartLayout layout = frame.layout();
    Palette palette = frame.palette();
    double axis = Math.floor(layout.plotWidth());
    g.setFill(palette.canvas());
    g.fillRect(axis, 0, layout.width() - axis, layout.height());
    g.fillRect(0, layout.plotBottom(), layout.width(), ChartLayout.TIME_AXIS);
    g.setFill(palette.hairline());
    g.fillRect(axis, 0, 1, layout.height());
    g.fillRect(0, Math.floor(layout.plotBottom()), layout.width(), 1);
    prices(frame, axis);
    times(frame);
    Font small = Fonts.regular(11);
    g.setFont(small);
    String title = "Volume " + frame.data().series().instrument().base();
    // A plate that sets it off from the bars; an outline around letters costs a fifth of a frame.
    g.setFill(palette.canvas());
    g.fillRect(6, layout.divider() + 5, Math.ceil(TextWidth.of(small, title)) + 6, 14);
    g.setFill(palette.text2());
    g.fillText(title, 9, layout.divider() + 15);
    if (frame.marks().mostVolume > 0) {
      g.fillText(volume(frame.marks().mostVolume), axis + 9, layout.volumeTop() + 4);
    }
    g.fillText("source", axis + 9, layout.ribbonTop() + 8);
  }

  private static void prices(Frame frame, double axis) {
    GraphicsContext g = frame.g();
    g.setFont(Fonts.regular(12));
    g.setFill(frame.palette().text2());
    for (PriceTicks.Tick tick : frame.prices()) {
      if (tick.labelled()) {
        g.fillText(price(frame, tick.price()), axis + 9, Math.rint(tick.y()) + 4);
      }
    }
  }

  /**
   * Hides the whole of every price label that a tag on a layer above would cut.
   *
   * @param half from the tag's middle to its upper and lower edge, with the air around it
   * @param spared where another tag of a layer in between has made room already, or NaN
   */
  static void makeRoom(GraphicsContext g, Frame frame, double y, double half, double spared) {
    g.setFill(frame.palette().canvas());
    double left = Math.floor(frame.layout().plotWidth()) + 1;
    for (PriceTicks.Tick tick : frame.prices()) {
      boolean gone = Math.abs(tick.y() - spared) < RunningBarPainter.ROOM + LABEL_REACH;
      if (!gone && tick.labelled() && Math.abs(tick.y() - y) < half + LABEL_REACH) {
        double top = Math.rint(tick.y()) - LABEL_REACH;
        g.fillRect(left, top, ChartLayout.PRICE_AXIS - 1, 2 * LABEL_REACH);
      }
    }
  }

  private static void times(Frame frame) {
    GraphicsContext g = frame.g();
    double y = frame.layout().plotBottom() + 17.5;
    for (Tick tick : frame.ticks()) {
      Font font = tick.major() ? Fonts.semibold(12) : Fonts.regular(12);
      double half = TextWidth.of(font, tick.label()) / 2;
      double x = frame.time().x(tick.millis());
      if (x - half >= 4 && x + half <= frame.layout().plotWidth() - 4) {
        g.setFont(font);
        g.setFill(tick.major() ? frame.palette().text1() : frame.palette().text2());
        g.fillText(tick.label(), Math.rint(x - half), y);
      }
    }
  }

  /** The last bar's close: a dotted line and a tag on the axis. */
  static void lastPrice(Frame frame, boolean rises) {
    double y = lastPriceTag(frame.data(), frame.price(), frame.layout());
    if (Double.isNaN(y)) {
      return;
    }
    GraphicsContext g = frame.g();
    Color colour = rises ? frame.palette().up() : frame.palette().down();
    DottedLine.across(g, colour, y, frame.layout().plotWidth());
    g.setFill(colour);
    g.fillRoundRect(frame.layout().plotWidth() + 1, y - 10, ChartLayout.PRICE_AXIS - 3, 21, 6, 6);
    g.setFont(Fonts.semibold(12));
    g.setFill(frame.palette().onState());
    g.fillText(
        price(frame, lastClose(frame.data())), Math.floor(frame.layout().plotWidth()) + 9, y + 4.5);
  }

  /**
   * The pixel of the tag at the last bar's close, or NaN where it would reach out of the prices.
   */
  static double lastPriceTag(ChartData data, PriceScale scale, ChartLayout layout) {
    double y = Math.rint(scale.y(lastClose(data)));
    return y < 12 || y > layout.divider() - 12 ? Double.NaN : y;
  }

  private static double lastClose(ChartData data) {
    return data.bars().close()[data.bars().size() - 1];
  }

  static String price(Frame frame, double price) {
    return Figures.decimal(price, frame.data().priceDecimals());
  }

  /** A volume short enough for the axis: {@code 57.2, 1.2 M}. */
  static String volume(double volume) {
    if (volume >= 1e9) {
      return Figures.decimal(volume / 1e9, 1) + " G";
    }
    if (volume >= 1e6) {
      return Figures.decimal(volume / 1e6, 1) + " M";
    }
    return Figures.decimal(volume, volume < 10 ? 2 : volume < 1000 ? 1 : 0);
  }
}
