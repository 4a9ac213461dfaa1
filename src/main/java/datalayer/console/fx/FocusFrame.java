package datalayer.console.fx;

import javafx.scene.Node;
import javafx.scene.layout.Region;

/** Shows that the keyboard stands in something that paints itself, by a frame over its edge. */
public final class FocusFrame extends Region {

  /**
   * @param inside what has the focus; fills the same room
   */
  public FocusFrame(Node inside) {
    getStyleClass().add("focus-frame");
    setMouseTransparent(true);
    visibleProperty().bind(inside.focusVisibleProperty());
  }
}
