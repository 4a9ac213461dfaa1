package datalayer.console.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Draws candles and volume, every edge on a whole pixel. */
final class BarPainter {

  private BarPainter() {}

  static void paint(Frame frame) {
    GraphicsContext g = frame.g();
    volume(frame, true, frame.palette().volumeUp());
    volume(frame, false, frame.palette().volumeDown());
    if (frame.hasBodies()) {
      candles(frame, true, frame.palette().up());
      candles(frame, false, frame.palette().down());
    } else {
      strokes(frame, true, frame.palette().up());
      strokes(frame, false, frame.palette().down());
    }
    g.setGlobalAlpha(1);
  }

  /** A body is one less than the pitch wide, made odd, so that the wick has a middle. */
  static double bodyWidth(double pitch) {
    int width = (int) Math.floor(pitch) - 1;
    return Math.max(1, width % 2 == 0 ? width - 1 : width);
  }

  private static void candles(Frame frame, boolean rising, Color colour) {
    GraphicsContext g = frame.g();
    Marks marks = frame.marks();
    double body = bodyWidth(frame.pitch());
    double half = (body - 1) / 2;
    g.setFill(colour);
    for (int i = 0; i < marks.count; i++) {
      if (marks.rises[i] == rising) {
        double middle = middle(marks, i);
        double high = Math.rint(frame.price().y(marks.high[i]));
        double low = Math.rint(frame.price().y(marks.low[i]));
        double top = Math.rint(frame.price().y(Math.max(marks.open[i], marks.close[i])));
        double bottom = Math.rint(frame.price().y(Math.min(marks.open[i], marks.close[i])));
        g.fillRect(middle, high, 1, Math.max(1, low - high));
        g.fillRect(middle - half, top, body, Math.max(1, bottom - top));
      }
    }
  }

  private static void strokes(Frame frame, boolean rising, Color colour) {
    GraphicsContext g = frame.g();
    Marks marks = frame.marks();
    double width = frame.pitch() >= 2 ? Math.floor(frame.pitch()) - 1 : 1;
    g.setFill(colour);
    for (int i = 0; i < marks.count; i++) {
      if (marks.rises[i] == rising) {
        double high = Math.rint(frame.price().y(marks.high[i]));
        double low = Math.rint(frame.price().y(marks.low[i]));
        g.fillRect(Math.floor(marks.left[i]), high, Math.max(1, width), Math.max(1, low - high));
      }
    }
  }

  private static void volume(Frame frame, boolean rising, Color colour) {
    GraphicsContext g = frame.g();
    Marks marks = frame.marks();
    ChartLayout layout = frame.layout();
    double room = layout.volumeBottom() - layout.volumeTop();
    double scale = marks.mostVolume > 0 ? room / marks.mostVolume : 0;
    double body = frame.hasBodies() ? bodyWidth(frame.pitch()) : Math.max(1, frame.pitch() - 1);
    double half = (body - 1) / 2;
    g.setFill(colour);
    for (int i = 0; i < marks.count; i++) {
      double height = Math.rint(marks.volume[i] * scale);
      if (marks.rises[i] == rising && height > 0) {
        double x = frame.hasBodies() ? middle(marks, i) - half : Math.floor(marks.left[i]);
        g.fillRect(x, layout.volumeBottom() - height, Math.floor(body), height);
      }
    }
  }

  private static double middle(Marks marks, int i) {
    return Math.floor((marks.left[i] + marks.right[i]) / 2);
  }
}
