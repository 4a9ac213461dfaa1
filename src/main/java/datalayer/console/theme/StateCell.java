package datalayer.console.theme;

import datalayer.control.CoverageSpan.State;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Draws a stretch of a series in the shape of its state: shape comes before colour. */
public final class StateCell {

  private static final double HATCH = 5;

  private StateCell() {}

  /** Fills a rectangle; its edges are to lie on whole pixels. */
  public static void paint(
      GraphicsContext g,
      State state,
      double x,
      double y,
      double width,
      double height,
      Palette palette) {
    double middle = y + Math.rint(height / 2);
    g.setLineWidth(1);
    switch (state) {
      case COMPLETE -> {
        g.setFill(palette.complete());
        g.fillRect(x, y, width, height);
      }
      case MISSING -> {
        g.setFill(palette.missing());
        g.fillRect(x, y, width, height);
        cross(g, palette.onState(), x + width / 2, y + height / 2, Math.min(2.8, width / 2 - 1));
      }
      case DEGRADED -> {
        hatch(g, palette.degraded(), x, y, x + width, y + height);
        g.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
      }
      case EMPTY -> {
        g.setStroke(palette.empty());
        g.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
        g.strokeLine(x + 3, middle + 0.5, x + width - 3, middle + 0.5);
      }
      case PENDING -> {
        g.setStroke(palette.pending());
        g.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
        g.setFill(palette.pending());
        g.fillRect(x, middle, width, y + height - middle);
      }
      case NOT_LISTED -> {
        g.setFill(palette.text3());
        g.fillRect(Math.floor(x + width / 2 - 1), middle - 1, 2, 2);
      }
    }
  }

  private static void cross(GraphicsContext g, Color colour, double x, double y, double arm) {
    g.setStroke(colour);
    g.setLineWidth(1.3);
    g.strokeLine(x - arm, y - arm, x + arm, y + arm);
    g.strokeLine(x + arm, y - arm, x - arm, y + arm);
  }

  /** Lines that rise to the right, cut at the edges by hand, which a clip would do more slowly. */
  private static void hatch(
      GraphicsContext g, Color colour, double left, double top, double right, double bottom) {
    g.setStroke(colour);
    g.setLineWidth(1.4);
    for (double sum = left + top + HATCH / 2; sum < right + bottom; sum += HATCH) {
      double fromX = Math.max(left, sum - bottom);
      double toX = Math.min(right, sum - top);
      g.strokeLine(fromX, sum - fromX, toX, sum - toX);
    }
    g.setLineWidth(1);
  }
}
