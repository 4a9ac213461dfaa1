package datalayer.console.chart;

import datalayer.console.theme.Palette;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;

/** A month of days in a line, each in the shape of its worst state. */
final class DayStrip {

  private DayStrip() {}

  static void paint(
      GraphicsContext g, double width, double height, List<SeriesFacts.Day> days, Palette palette) {
    double pitch = width / days.size();
    for (int i = 0; i < days.size(); i++) {
      double left = Math.rint(i * pitch);
      double cell = Math.rint((i + 1) * pitch) - left - 1;
      cell(g, left, cell, height, days.get(i), palette);
    }
  }

  private static void cell(
      GraphicsContext g, double x, double width, double height, SeriesFacts.Day day, Palette p) {
    double middle = Math.rint(height / 2);
    g.setLineWidth(1);
    switch (day.worst()) {
      case COMPLETE -> {
        g.setFill(p.complete());
        g.fillRect(x, 0, width, height);
      }
      case MISSING -> {
        g.setFill(p.missing());
        g.fillRect(x, 0, width, height);
        g.setStroke(p.onState());
        g.setLineWidth(1.3);
        double arm = Math.min(2.5, width / 2 - 1);
        double centre = x + width / 2;
        g.strokeLine(centre - arm, middle - arm, centre + arm, middle + arm);
        g.strokeLine(centre + arm, middle - arm, centre - arm, middle + arm);
      }
      case DEGRADED -> {
        ZonePainter.hatch(g, p.degraded(), x, 0, x + width, height, x);
        g.setStroke(p.degraded());
        g.strokeRect(x + 0.5, 0.5, width - 1, height - 1);
      }
      case EMPTY -> {
        g.setStroke(p.empty());
        g.strokeRect(x + 0.5, 0.5, width - 1, height - 1);
        g.strokeLine(x + 2, middle + 0.5, x + width - 2, middle + 0.5);
      }
      case PENDING -> {
        g.setStroke(p.pending());
        g.strokeRect(x + 0.5, 0.5, width - 1, height - 1);
        g.setFill(p.pending());
        g.fillRect(x, middle, width, height - middle);
      }
      case NOT_LISTED -> {
        g.setFill(p.text3());
        g.fillRect(Math.floor(x + width / 2 - 1), middle - 1, 2, 2);
      }
    }
  }
}
