package datalayer.console.chart;

import datalayer.console.fx.Figures;
import datalayer.console.fx.TextWidth;
import datalayer.console.theme.Fonts;
import java.time.Duration;
import java.time.Instant;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * Draws what is missing at the live end, and how it closed: with the time that goes by, so it is in
 * the layer that is repainted with every tick.
 */
final class LiveHolePainter {

  /** Beside the labels of what is behind it; below them where they would be in its way. */
  private static final double TOP = 10;

  private static final double LOWER = 42;
  private static final double HEIGHT = 26;
  private static final double PADDING = 8;
  private static final double GLYPH = 18;

  private LiveHolePainter() {}

  static void paint(Frame frame, LiveHole hole, Instant now) {
    double plot = frame.layout().plotWidth();
    double left = Math.rint(frame.time().x(hole.range().from().toEpochMilli()));
    double right = Math.rint(frame.time().x(hole.range().to().toEpochMilli()));
    if (right < 0 || left > plot) {
      return;
    }
    double from = Math.max(-2, left);
    double to = Math.min(plot + 2, Math.max(left + 2, right));
    if (hole.isOpen()) {
      ZonePainter.missing(frame, from, to - from);
    }
    double top = label(frame, hole, now, (Math.max(0, from) + Math.min(plot, to)) / 2);
    if (!hole.isOpen()) {
      bracket(frame, from, to, top + HEIGHT + 5);
    }
  }

  /** A hole that closed keeps its width under a line. */
  private static void bracket(Frame frame, double from, double to, double y) {
    GraphicsContext g = frame.g();
    g.setFill(frame.palette().good());
    g.fillRect(from, y, to - from, 2);
    g.fillRect(from, y, 1, 7);
    g.fillRect(to - 1, y, 1, 7);
  }

  private static double top(Frame frame, LiveHole hole, double x, double width) {
    boolean taken =
        frame.data().coverage().zones(frame.time()).stream()
            .filter(zone -> !hole.tells(zone.state(), zone.range()))
            .anyMatch(zone ->
                frame.time().x(zone.range().to().toEpochMilli()) > x
                    && frame.time().x(zone.range().from().toEpochMilli()) < x + width);
    return taken ? LOWER : TOP;
  }

  /** Returns its upper edge. */
  private static double label(Frame frame, LiveHole hole, Instant now, double middle) {
    GraphicsContext g = frame.g();
    Font medium = Fonts.medium(12);
    Font regular = Fonts.regular(12);
    String words = hole.words();
    String more =
        hole.isOpen()
            ? " · being fetched, " + Figures.age(Duration.between(hole.seen(), now))
            : " · healed";
    double width = TextWidth.of(medium, words) + TextWidth.of(regular, more) + GLYPH + 2 * PADDING;
    double x =
        Math.rint(
            Math.clamp(middle - width / 2, 4, Math.max(4, frame.layout().plotWidth() - width - 4)));
    double top = top(frame, hole, x, width);
    Color edge = hole.isOpen() ? frame.palette().missing() : frame.palette().good();
    g.setFill(frame.palette().card());
    g.fillRoundRect(x, top, width, HEIGHT, 10, 10);
    g.setStroke(edge);
    g.setLineWidth(1);
    g.strokeRoundRect(x + 0.5, top + 0.5, width - 1, HEIGHT - 1, 10, 10);
    glyph(frame, hole, x + PADDING, top + (HEIGHT - 12) / 2);
    double textX = x + PADDING + GLYPH;
    g.setFont(medium);
    g.setFill(frame.palette().text1());
    g.fillText(words, textX, top + 17.5);
    g.setFont(regular);
    g.setFill(frame.palette().text2());
    g.fillText(more, textX + TextWidth.of(medium, words), top + 17.5);
    return top;
  }

  private static void glyph(Frame frame, LiveHole hole, double x, double y) {
    if (hole.isOpen()) {
      ZoneLabels.missing(frame, x, y);
      return;
    }
    GraphicsContext g = frame.g();
    g.setFill(frame.palette().good());
    g.fillOval(x, y, 12, 12);
    g.setStroke(frame.palette().onState());
    g.setLineWidth(1.6);
    g.strokeLine(x + 3.2, y + 6.2, x + 5.3, y + 8.3);
    g.strokeLine(x + 5.3, y + 8.3, x + 8.9, y + 4.2);
  }
}
