package datalayer.console.chart;

import datalayer.console.chart.TimeTicks.Tick;
import datalayer.console.fx.Surface;
import datalayer.console.fx.TextWidth;
import datalayer.console.fx.Times;
import datalayer.console.theme.Fonts;
import datalayer.console.theme.Palette;
import java.time.Instant;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;

/**
 * What follows the pointer or the arrow keys over the chart: a line at a time, and one at a price.
 * Each is a layer of its own, for together they span the whole chart and cover next to nothing.
 */
final class CrosshairPainter {

  /** Half of the height of the tag at a price, with the air around it. */
  private static final double PRICE_ROOM = 12;

  /** The same with the labels that it hides. */
  private static final double PRICE_REACH = PRICE_ROOM + 2 * AxisPainter.LABEL_REACH;

  /** How far a label of the time axis that is hidden may reach out from under the tag. */
  private static final double LABEL_REACH = 100;

  private CrosshairPainter() {}

  /** What the line at a bar's time is painted on; nothing where it is out of view. */
  static Rectangle2D timeExtent(Frame frame, long openTime) {
    double x = middle(frame, openTime);
    if (!isInPlot(frame, x)) {
      return Surface.NOTHING;
    }
    double left = tagLeft(frame, x, tagWidth(tagText(openTime)));
    double from = Math.max(0, Math.floor(Math.min(x, left) - LABEL_REACH));
    double to = Math.max(x, left + tagWidth(tagText(openTime))) + LABEL_REACH;
    return new Rectangle2D(
        from, 0, Math.ceil(Math.min(frame.layout().width(), to)) - from, frame.layout().height());
  }

  /**
   * @param openTime of the bar that is pointed at
   */
  static void paintTime(GraphicsContext g, Frame frame, long openTime) {
    double x = middle(frame, openTime);
    if (isInPlot(frame, x)) {
      g.setFill(frame.palette().cross());
      for (double at = 0; at < frame.layout().plotBottom(); at += 6) {
        g.fillRect(x, at, 1, 3);
      }
      timeTag(g, frame, openTime, x);
    }
  }

  /** What the line at a price is painted on; nothing where it is not among the prices. */
  static Rectangle2D priceExtent(Frame frame, double y) {
    if (!isAmongPrices(frame, y)) {
      return Surface.NOTHING;
    }
    double top = Math.max(0, Math.floor(y) - PRICE_REACH);
    return new Rectangle2D(0, top, frame.layout().width(), Math.floor(y) + PRICE_REACH + 1 - top);
  }

  /**
   * @param y of the pointer, or NaN when the arrow keys move the cursor
   * @param running where the running bar's tag is, or NaN
   */
  static void paintPrice(GraphicsContext g, Frame frame, double y, double running) {
    if (isAmongPrices(frame, y)) {
      ChartLayout layout = frame.layout();
      g.setFill(frame.palette().cross());
      for (double at = 0; at < layout.plotWidth(); at += 6) {
        g.fillRect(at, Math.floor(y), 3, 1);
      }
      AxisPainter.makeRoom(g, frame, y, PRICE_ROOM, running);
      String price = AxisPainter.price(frame, frame.price().price(y));
      double left = Math.floor(layout.plotWidth()) + 1;
      tag(g, frame.palette(), left, y - 10, ChartLayout.PRICE_AXIS - 3, price);
    }
  }

  private static double middle(Frame frame, long openTime) {
    return Math.floor(frame.time().x(openTime + frame.data().barMillis() / 2.0));
  }

  private static boolean isInPlot(Frame frame, double x) {
    return x >= 0 && x < frame.layout().plotWidth();
  }

  private static boolean isAmongPrices(Frame frame, double y) {
    return y >= 0 && y < frame.layout().divider();
  }

  private static void timeTag(GraphicsContext g, Frame frame, long openTime, double x) {
    String text = tagText(openTime);
    double width = tagWidth(text);
    double left = tagLeft(frame, x, width);
    hideTimeLabels(g, frame, left, left + width);
    tag(g, frame.palette(), Math.rint(left), frame.layout().plotBottom() + 3, width, text);
  }

  private static String tagText(long openTime) {
    return Times.weekdayAndMinute(Instant.ofEpochMilli(openTime));
  }

  private static double tagWidth(String text) {
    return TextWidth.of(Fonts.medium(12), text) + 18;
  }

  private static double tagLeft(Frame frame, double x, double width) {
    return Math.clamp(x - width / 2, 0, Math.max(0, frame.layout().plotWidth() - width));
  }

  /** Whole labels of the time axis that the tag would cut. */
  private static void hideTimeLabels(GraphicsContext g, Frame frame, double left, double right) {
    g.setFill(frame.palette().canvas());
    double top = Math.floor(frame.layout().plotBottom()) + 1;
    for (Tick tick : frame.ticks()) {
      double half = TextWidth.of(Fonts.semibold(12), tick.label()) / 2 + 3;
      double x = frame.time().x(tick.millis());
      if (x + half > left && x - half < right) {
        g.fillRect(x - half, top, 2 * half, ChartLayout.TIME_AXIS - 1);
      }
    }
  }

  private static void tag(
      GraphicsContext g, Palette palette, double x, double y, double width, String text) {
    Font font = Fonts.medium(12);
    double top = Math.rint(y);
    g.setFill(palette.control());
    g.fillRoundRect(x, top, width, 21, 6, 6);
    g.setStroke(palette.controlBorder());
    g.setLineWidth(1);
    g.strokeRoundRect(x + 0.5, top + 0.5, width - 1, 20, 6, 6);
    g.setFont(font);
    g.setFill(palette.text1());
    g.fillText(text, Math.rint(x + 8), top + 14.5);
  }
}
