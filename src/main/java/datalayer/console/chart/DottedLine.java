package datalayer.console.chart;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/**
 * Lines of dots across the chart, each drawn as one picture: a call for each dot costs as much as
 * the candles. For the FX thread.
 */
final class DottedLine {

  private static final int LENGTH = 2048;
  private static final int APART = 4;
  private static final Map<Color, Image> KNOWN = new HashMap<>();

  private DottedLine() {}

  /** From the left edge on, a pixel high. */
  static void across(GraphicsContext g, Color colour, double y, double width) {
    Image dots = KNOWN.computeIfAbsent(colour, DottedLine::dots);
    g.setImageSmoothing(false);
    for (double x = 0; x < width; x += LENGTH) {
      double part = Math.min(LENGTH, width - x);
      g.drawImage(dots, 0, 0, part, 1, x, y, part, 1);
    }
  }

  private static Image dots(Color colour) {
    WritableImage image = new WritableImage(LENGTH, 1);
    for (int x = 0; x < LENGTH; x += APART) {
      image.getPixelWriter().setColor(x, 0, colour);
    }
    return image;
  }
}
