package datalayer.console.chart;

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
      String price = AxisPainter.price(frame, frame.price().price(y));
      tag(g, palette, Math.floor(layout.plotWidth()) + 1, y - 10, ChartLayout.PRICE_AXIS - 3, price);
    }
  }

  private static void timeTag(GraphicsContext g, Frame frame, long openTime, double x) {
    String text = Times.weekdayAndMinute(Instant.ofEpochMilli(openTime));
    double width = TextWidth.of(Fonts.medium(12), text) + 18;
    double left = Math.clamp(x - width / 2, 0, Math.max(0, frame.layout().plotWidth() - width));
    tag(g, frame.palette(), Math.rint(left), frame.layout().plotBottom() + 3, width, text);
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
