package datalayer.console.chart;

import datalayer.console.fx.Surface;
import datalayer.console.fx.TextWidth;
import datalayer.console.theme.Fonts;
import datalayer.console.theme.Palette;
import java.time.Instant;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * Draws the bar that is not over yet: hollow body, dashed wick, a dotted line at its price and a
 * tag with the time until it closes. A layer of its own, so that a tick repaints nothing else.
 */
final class RunningBarPainter {

  private static final double TAG = 36;

  /** From the price to the edge of the tag, with the air around it. */
  static final double ROOM = TAG / 2 + 2;

  /** From the price to the edge of what the tag hides. */
  private static final double REACH = ROOM + 2 * AxisPainter.LABEL_REACH;

  private RunningBarPainter() {}

  /**
   * What is painted on: from edge to edge, between the highest and the lowest of it.
   *
   * @param landing over and not landed, or null
   * @param running not over, or null
   */
  static Rectangle2D extent(
      Frame frame, @Nullable RunningBar landing, @Nullable RunningBar running) {
    double top = frame.layout().height();
    double bottom = 0;
    if (landing != null) {
      top = frame.price().y(landing.high());
      bottom = frame.price().y(landing.low());
    }
    if (running != null) {
      double close = frame.price().y(running.close());
      top = Math.min(top, Math.min(frame.price().y(running.high()), close - REACH));
      bottom = Math.max(bottom, Math.max(frame.price().y(running.low()), close + REACH));
    }
    top = Math.max(0, Math.floor(top) - 3);
    bottom = Math.min(frame.layout().height(), Math.ceil(bottom) + 3);
    return bottom <= top
        ? Surface.NOTHING
        : new Rectangle2D(0, top, frame.layout().width(), bottom - top);
  }

  static void paint(GraphicsContext g, Frame frame, RunningBar bar, Instant now) {
    Color colour = bar.isOld(now) ? frame.palette().text3() : colour(frame, bar);
    candle(g, frame, bar, colour);
    tag(g, frame, bar, colour, now);
  }

  /** A bar that is over and has not landed yet: the same without tag and line. */
  static void paintLanding(GraphicsContext g, Frame frame, RunningBar bar) {
    candle(g, frame, bar, colour(frame, bar));
  }

  private static Color colour(Frame frame, RunningBar bar) {
    Palette palette = frame.palette();
    return bar.rises() ? palette.up() : palette.down();
  }

  private static void candle(GraphicsContext g, Frame frame, RunningBar bar, Color colour) {
    double left = frame.time().x(bar.openTime().toEpochMilli());
    if (frame.hasBodies() && left >= 0 && left + frame.pitch() <= frame.layout().plotWidth()) {
      candle(g, frame, bar, colour, Math.floor(left + frame.pitch() / 2));
    }
  }

  private static void candle(
      GraphicsContext g, Frame frame, RunningBar bar, Color colour, double middle) {
    double body = Math.max(3, BarPainter.bodyWidth(frame.pitch()));
    double half = (body - 1) / 2;
    double high = Math.rint(frame.price().y(bar.high()));
    double low = Math.rint(frame.price().y(bar.low()));
    double top = Math.rint(frame.price().y(Math.max(bar.open(), bar.close())));
    double bottom =
        Math.max(top + 2, Math.rint(frame.price().y(Math.min(bar.open(), bar.close()))));
    g.setFill(colour);
    for (double y = high; y < top; y += 3) {
      g.fillRect(middle, y, 1, Math.min(2, top - y));
    }
    for (double y = bottom; y < low; y += 3) {
      g.fillRect(middle, y, 1, Math.min(2, low - y));
    }
    g.setFill(frame.palette().canvas());
    g.fillRect(middle - half, top, body, bottom - top);
    g.setStroke(colour);
    g.setLineWidth(1);
    g.strokeRect(middle - half + 0.5, top + 0.5, body - 1, Math.max(1, bottom - top - 1));
  }

  private static void tag(
      GraphicsContext g, Frame frame, RunningBar bar, Color colour, Instant now) {
    double y = Math.rint(frame.price().y(bar.close()));
    ChartLayout layout = frame.layout();
    if (y < TAG / 2 || y > layout.divider() - TAG / 2) {
      return;
    }
    DottedLine.across(g, colour, y, layout.plotWidth());
    double left = Math.floor(layout.plotWidth()) + 1;
    AxisPainter.makeRoom(g, frame, y, ROOM, Double.NaN);
    g.setFill(colour);
    g.fillRoundRect(left, y - TAG / 2, ChartLayout.PRICE_AXIS - 3, TAG, 6, 6);
    g.setFill(frame.palette().onState());
    g.setFont(Fonts.semibold(12));
    g.fillText(AxisPainter.price(frame, bar.close()), left + 8, y - 3.5);
    Font small = Fonts.regular(11);
    String text = bar.says(now);
    g.setFont(small);
    if (TextWidth.of(small, text) <= ChartLayout.PRICE_AXIS - 14) {
      g.fillText(text, left + 8, y + 12);
    }
  }
}
