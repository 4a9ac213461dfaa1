package datalayer.console.shell;

import javafx.scene.Group;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;

/** The product's mark: layers, one of them still arriving. */
public final class Logo extends StackPane {

  private static final double SIZE = 24;

  public Logo() {
    Rectangle ground = new Rectangle(SIZE, SIZE);
    ground.setArcWidth(12);
    ground.setArcHeight(12);
    ground.getStyleClass().add("logo-ground");
    SVGPath layers = new SVGPath();
    layers.setContent("M6 7.5h10.5M6 12h7M17.2 12h0.6M6 16.5h12");
    layers.setStrokeLineCap(StrokeLineCap.ROUND);
    layers.setStrokeWidth(2.6);
    layers.setFill(null);
    layers.getStyleClass().add("logo-layers");
    getChildren().add(new Group(ground, layers));
    setMouseTransparent(true);
  }
}
