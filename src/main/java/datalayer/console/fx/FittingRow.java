package datalayer.console.fx;

import javafx.scene.Node;
import javafx.scene.layout.HBox;

/** A row that shows as many of its parts as fit, whole, from the left: half a price is none. */
public final class FittingRow extends HBox {

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    double x = snappedLeftInset();
    double end = getWidth() - snappedRightInset();
    boolean fits = true;
    for (Node part : getManagedChildren()) {
      double width = snapSizeX(part.prefWidth(-1));
      double height = snapSizeY(part.prefHeight(-1));
      fits = fits && x + width <= end;
      part.setVisible(fits);
      part.resizeRelocate(x, snapPositionY((getHeight() - height) / 2), width, height);
      x += width + getSpacing();
    }
  }
}
