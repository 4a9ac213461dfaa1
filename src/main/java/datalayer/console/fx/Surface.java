package datalayer.console.fx;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/**
 * A canvas that is never larger than what is seen of it and is painted at most once per pulse,
 * after something asked for it. It is its own layout root, so that painting lays out nothing else.
 */
public final class Surface extends Region {

  /** Paints everything anew; the surface was cleared before. */
  public interface Painter {
    void paint(GraphicsContext g, double width, double height);
  }

  private final Canvas canvas = new Canvas();
  private final Painter painter;

  public Surface(Painter painter) {
    this.painter = painter;
    canvas.setManaged(false);
    setManaged(false);
    setMouseTransparent(true);
    getChildren().add(canvas);
  }

  /** Asks for a new picture with the next pulse. */
  public void repaint() {
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = Math.max(0, getWidth());
    double height = Math.max(0, getHeight());
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
    }
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, width, height);
    if (width > 0 && height > 0) {
      painter.paint(g, width, height);
    }
  }
}
