package datalayer.console.chart;

import datalayer.console.chart.TimeTicks.Tick;
import datalayer.console.fx.TextWidth;
import datalayer.console.fx.Times;
import datalayer.console.theme.Fonts;
import datalayer.console.theme.Palette;
import java.time.Instant;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;

/** The layer over the chart that follows the pointer or the arrow keys. */
final class CrosshairPainter {

  private CrosshairPainter() {}

  /**
   * @param openTime of the bar that is pointed at
   * @param y of the pointer, or NaN when the arrow keys move the cursor
   */
  static void paint(GraphicsContext g, Frame frame, long openTime, double y) {
    ChartLayout layout = frame.layout();
    Palette palette = frame.palette();
    double x = Math.floor(frame.time().x(openTime + frame.data().barMillis() / 2.0));
    g.setFill(palette.cross());
    if (x >= 0 && x < layout.plotWidth()) {
      for (double at = 0; at < layout.plotBottom(); at += 6) {
        g.fillRect(x, at, 1, 3);
      }
      timeTag(g, frame, openTime, x);
    }
    if (y >= 0 && y < layout.divider()) {
      g.setFill(palette.cross());
      for (double at = 0; at < layout.plotWidth(); at += 6) {
        g.fillRect(at, Math.floor(y), 3, 1);
      }
      hideAxisLabels(g, frame, y);
      String price = AxisPainter.price(frame, frame.price().price(y));
      tag(
          g,
          palette,
          Math.floor(layout.plotWidth()) + 1,
          y - 10,
          ChartLayout.PRICE_AXIS - 3,
          price);
    }
  }

  /** A label of the axis that would peek out from behind the tag. */
  private static void hideAxisLabels(GraphicsContext g, Frame frame, double y) {
    if (Math.abs(y - AxisPainter.lastY(frame)) > 34) {
      g.setFill(frame.palette().canvas());
      double axis = Math.floor(frame.layout().plotWidth()) + 1;
      g.fillRect(axis, y - 17, ChartLayout.PRICE_AXIS - 1, 34);
    }
  }

  private static void timeTag(GraphicsContext g, Frame frame, long openTime, double x) {
    String text = Times.weekdayAndMinute(Instant.ofEpochMilli(openTime));
    double width = TextWidth.of(Fonts.medium(12), text) + 18;
    double left = Math.clamp(x - width / 2, 0, Math.max(0, frame.layout().plotWidth() - width));
    hideTimeLabels(g, frame, left, left + width);
    tag(g, frame.palette(), Math.rint(left), frame.layout().plotBottom() + 3, width, text);
  }

  /** Whole labels of the time axis that the tag would cut. */
  private static void hideTimeLabels(GraphicsContext g, Frame frame, double left, double right) {
    g.setFill(frame.palette().canvas());
    double top = Math.floor(frame.layout().plotBottom()) + 1;
    for (Tick tick : TimeTicks.of(frame.time(), AxisPainter.TIME_SPACING)) {
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
