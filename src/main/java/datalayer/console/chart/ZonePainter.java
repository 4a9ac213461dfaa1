package datalayer.console.chart;

import datalayer.console.chart.Coverage.Zone;
import datalayer.console.theme.Palette;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Draws the stretches that are not complete: ours filled and dashed, theirs hatched. */
final class ZonePainter {

  private static final double HATCH = 8;

  private ZonePainter() {}

  static void paint(Frame frame, Zone zone) {
    double left = Math.max(-2, Math.rint(frame.time().x(zone.range().from().toEpochMilli())));
    double right =
        Math.min(
            frame.layout().plotWidth() + 2,
            Math.rint(frame.time().x(zone.range().to().toEpochMilli())));
    double width = Math.max(1, right - left);
    switch (zone.state()) {
      case MISSING -> missing(frame, left, width);
      case EMPTY -> outage(frame, left, width, frame.time().x(zone.range().from().toEpochMilli()));
      case DEGRADED -> {
        frame.g().setFill(frame.palette().degraded());
        frame.g().fillRect(left, 0, width, 2);
      }
      case PENDING -> {
        frame.g().setFill(frame.palette().pending());
        frame.g().fillRect(left, 0, width, 2);
      }
      case NOT_LISTED -> {
        frame.g().setFill(frame.palette().panel());
        frame.g().fillRect(left, 0, width, frame.layout().ribbonTop() - 4);
      }
      case COMPLETE -> {}
    }
  }

  /** A stretch of ours: tinted, with dashed edges. */
  static void missing(Frame frame, double left, double width) {
    GraphicsContext g = frame.g();
    Palette palette = frame.palette();
    double bottom = frame.layout().ribbonTop() - 4;
    if (width < 3) {
      g.setFill(palette.missing());
      g.fillRect(left, 0, width, bottom);
      return;
    }
    g.setFill(palette.gapFill());
    g.fillRect(left, 0, width, bottom);
    g.setFill(palette.missing());
    for (double y = 0; y < bottom; y += 7) {
      double height = Math.min(4, bottom - y);
      g.fillRect(left, y, 1, height);
      g.fillRect(left + width - 1, y, 1, height);
    }
  }

  private static void outage(Frame frame, double left, double width, double anchor) {
    GraphicsContext g = frame.g();
    double bottom = frame.layout().ribbonTop() - 4;
    if (width < 3) {
      g.setFill(frame.palette().outage());
      g.fillRect(left, 0, width, bottom);
      return;
    }
    hatch(g, frame.palette().outageHatch(), left, 0, left + width, bottom, anchor);
    g.setFill(frame.palette().outage());
    g.fillRect(left, 0, 1, bottom);
    g.fillRect(left + width - 1, 0, 1, bottom);
  }

  /**
   * Lines that rise to the right, cut at the edges of a rectangle by hand, which a clip would do
   * more slowly.
   *
   * @param anchor where the pattern begins, so that it moves along while panning
   */
  static void hatch(
      GraphicsContext g,
      Color colour,
      double left,
      double top,
      double right,
      double bottom,
      double anchor) {
    g.setStroke(colour);
    g.setLineWidth(1);
    double first = anchor + top;
    double sum = first + Math.ceil((left + top - first) / HATCH) * HATCH;
    for (; sum < right + bottom; sum += HATCH) {
      double fromX = Math.max(left, sum - bottom);
      double toX = Math.min(right, sum - top);
      g.strokeLine(fromX, sum - fromX, toX, sum - toX);
    }
  }
}
