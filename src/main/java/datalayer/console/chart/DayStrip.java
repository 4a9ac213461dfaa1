package datalayer.console.chart;

import datalayer.console.theme.Palette;
import datalayer.console.theme.StateCell;
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
      StateCell.paint(g, days.get(i).worst(), left, 0, cell, height, palette);
    }
  }
}
