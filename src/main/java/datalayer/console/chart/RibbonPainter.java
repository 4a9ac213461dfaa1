package datalayer.console.chart;

import datalayer.console.chart.Coverage.Zone;
import datalayer.console.theme.Palette;
import datalayer.control.BarColumns.Source;
import datalayer.control.CoverageSpan.State;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;

/** The line over the time axis that says where each bar came from. */
final class RibbonPainter {

  private RibbonPainter() {}

  static void paint(Frame frame, List<Zone> zones) {
    Marks marks = frame.marks();
    double y = frame.layout().ribbonTop();
    int i = 0;
    while (i < marks.count) {
      Source source = shown(marks.sources[i]);
      int last = i;
      while (last + 1 < marks.count
          && shown(marks.sources[last + 1]) == source
          && marks.left[last + 1] - marks.right[last] < 0.5) {
        last++;
      }
      run(frame.g(), frame.palette(), source, marks.left[i], marks.right[last], y);
      i = last + 1;
    }
    for (Zone zone : zones) {
      zone(frame, zone, y);
    }
  }

  /** A stretch in the texture of its source: archive solid, REST hatched, socket dotted. */
  static void run(
      GraphicsContext g, Palette palette, Source source, double from, double to, double y) {
    double left = Math.rint(from);
    double width = Math.max(1, Math.rint(to) - left);
    switch (source) {
      case ARCHIVE -> {
        g.setFill(palette.archive());
        g.fillRect(left, y, width, ChartLayout.RIBBON);
      }
      case REST -> {
        g.setFill(palette.canvas());
        g.fillRect(left, y, width, ChartLayout.RIBBON);
        g.setStroke(palette.rest());
        g.setLineWidth(2);
        for (double sum = 0; sum < width + ChartLayout.RIBBON; sum += 4) {
          double fromX = Math.max(0, sum - ChartLayout.RIBBON);
          double toX = Math.min(width, sum);
          g.strokeLine(left + fromX, y + sum - fromX, left + toX, y + sum - toX);
        }
      }
      case SOCKET -> {
        g.setFill(palette.socket());
        g.fillRect(left, y, width, ChartLayout.RIBBON);
        g.setFill(palette.canvas());
        for (double x = left + 1; x < left + width; x += 4) {
          g.fillRect(x, y + 2, 1, 1);
          g.fillRect(x, y + 5, 1, 1);
        }
      }
    }
  }

  private static void zone(Frame frame, Zone zone, double y) {
    GraphicsContext g = frame.g();
    double left = Math.max(-8, frame.time().x(zone.range().from().toEpochMilli()));
    double right =
        Math.min(frame.layout().plotWidth() + 8, frame.time().x(zone.range().to().toEpochMilli()));
    left = Math.rint(left);
    double width = Math.max(1, Math.rint(right) - left);
    if (zone.state() == State.MISSING) {
      g.setFill(frame.palette().missing());
      g.fillRect(left, y, width, ChartLayout.RIBBON);
      g.setStroke(frame.palette().onState());
      g.setLineWidth(1.2);
      for (double x = left + 7; x < left + width - 6; x += 18) {
        g.strokeLine(x, y + 2, x + 4, y + 6);
        g.strokeLine(x + 4, y + 2, x, y + 6);
      }
    } else if (zone.state() == State.EMPTY) {
      g.setStroke(frame.palette().outage());
      g.setLineWidth(1);
      if (width > 4) {
        g.strokeRect(left + 0.5, y + 0.5, width - 1, ChartLayout.RIBBON - 1);
      }
      g.setFill(frame.palette().outage());
      for (double x = left + 5; x < left + width - 8; x += 9) {
        g.fillRect(x, y + 3.5, 5, 1);
      }
    }
  }

  /** A pixel of many bars shows the source that is least certain. */
  private static Source shown(int sources) {
    if ((sources & 1 << Source.SOCKET.ordinal()) != 0) {
      return Source.SOCKET;
    }
    return (sources & 1 << Source.REST.ordinal()) != 0 ? Source.REST : Source.ARCHIVE;
  }
}
