package datalayer.console.fx;

import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * A canvas that is never larger than what is seen of it and is painted at most once per pulse,
 * after something asked for it. It is its own layout root, so that painting lays out nothing else.
 *
 * <p>To clear, fill and lay one over the other as many pixels as a chart has takes longer than to
 * draw the chart: a surface says what it covers or what part of it is used, and the rest is left
 * alone.
 */
public final class Surface extends Region {

  /** Nothing of a surface. */
  public static final Rectangle2D NOTHING = Rectangle2D.EMPTY;

  /** Paints everything anew; the surface was cleared before. */
  public interface Painter {
    void paint(GraphicsContext g, double width, double height);
  }

  /** Which part of a surface will be painted on, {@link #NOTHING} for none; asked before it is. */
  public interface Extent {
    Rectangle2D of(double width, double height);
  }

  private final Canvas canvas = new Canvas();
  private final Painter painter;
  private final Extent extent;
  private final boolean covered;

  /** What was painted on, and is to be cleared before it is painted on again. */
  private Rectangle2D used = NOTHING;

  public Surface(Painter painter) {
    this(painter, (width, height) -> new Rectangle2D(0, 0, width, height), false);
  }

  private Surface(Painter painter, Extent extent, boolean covered) {
    this.painter = painter;
    this.extent = extent;
    this.covered = covered;
    canvas.setManaged(false);
    setManaged(false);
    setMouseTransparent(true);
    getChildren().add(canvas);
  }

  /** A surface whose painter fills all of it every time, or clears what it does not. */
  public static Surface covered(Painter painter) {
    return new Surface(painter, (width, height) -> new Rectangle2D(0, 0, width, height), true);
  }

  /** A surface that mostly is empty: what lies outside its extent is neither cleared nor shown. */
  public static Surface within(Extent extent, Painter painter) {
    return new Surface(painter, extent, false);
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
      used = new Rectangle2D(0, 0, width, height);
    }
    GraphicsContext g = canvas.getGraphicsContext2D();
    if (!covered && !isEmpty(used)) {
      g.clearRect(used.getMinX(), used.getMinY(), used.getWidth(), used.getHeight());
    }
    used = width > 0 && height > 0 ? extent.of(width, height) : NOTHING;
    canvas.setVisible(!isEmpty(used));
    if (!isEmpty(used)) {
      show(used);
      painter.paint(g, width, height);
    }
  }

  private static boolean isEmpty(Rectangle2D part) {
    return part.getWidth() <= 0 || part.getHeight() <= 0;
  }

  private void show(Rectangle2D part) {
    boolean whole =
        part.getMinX() <= 0
            && part.getMinY() <= 0
            && part.getMaxX() >= canvas.getWidth()
            && part.getMaxY() >= canvas.getHeight();
    if (whole) {
      canvas.setClip(null);
    } else if (canvas.getClip() instanceof Rectangle clip) {
      clip.setX(part.getMinX());
      clip.setY(part.getMinY());
      clip.setWidth(part.getWidth());
      clip.setHeight(part.getHeight());
    } else {
      canvas.setClip(
          new Rectangle(part.getMinX(), part.getMinY(), part.getWidth(), part.getHeight()));
    }
  }
}
