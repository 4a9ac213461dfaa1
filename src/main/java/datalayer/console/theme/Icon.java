package datalayer.console.theme;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/**
 * The console's icons: strokes of 1.5 on a grid of 20, coloured by the style class {@code icon}.
 */
public enum Icon {
  CHART("M5 3v2M5 12v4M3 5h4v7H3zM10 6v3M10 15v2M8 9h4v6H8zM15 3v1.5M15 11v3M13 4.5h4V11h-4z"),
  BACKFILLS("M10 3v9.5M6.2 8.9 10 12.7l3.8-3.8M3.5 13v3.5h13V13"),
  COVERAGE(
      "M3 3h3.4v3.4H3zM8.3 3h3.4v3.4H8.3zM13.6 3H17v3.4h-3.4zM3 8.3h3.4v3.4H3zM8.3 8.3h3.4v3.4H8.3z"
          + "M13.6 8.3H17v3.4h-3.4zM3 13.6h3.4V17H3zM8.3 13.6h3.4V17H8.3zM13.6 13.6H17V17h-3.4z"),
  FILTER("M3.5 4.5h13L11.6 10.4v5.2l-3.2-1.8v-3.4z"),
  PAUSE("M7 4.5v11M13 4.5v11"),
  PLAY("M6.5 4.5v11l9-5.5z"),
  FLASK("M8 3h4M8.6 3v5L4.2 15.6a1 1 0 0 0 .9 1.4h9.8a1 1 0 0 0 .9-1.4L11.4 8V3M6.2 13h7.6"),
  GLOBE(
      "M17 10a7 7 0 1 1-14 0a7 7 0 1 1 14 0zM3 10h14M10 3c2.2 2 3.2 4.4 3.2 7s-1 5-3.2 7"
          + "c-2.2-2-3.2-4.4-3.2-7s1-5 3.2-7z"),
  PLUG("M7 3v4M13 3v4M5.5 7h9v3.2a4.5 4.5 0 0 1-9 0zM10 14.7V17.5"),
  CHECK("M4 10.5 8 14.5 16 6"),
  FOLDER("M3 5.5h5l1.6 2H17v8.5H3z"),
  SEARCH("M13.2 13.2 17 17M14.5 8.75a5.75 5.75 0 1 1-11.5 0a5.75 5.75 0 1 1 11.5 0z"),
  MOON("M16.5 11.8A6.8 6.8 0 1 1 8.2 3.5a5.4 5.4 0 0 0 8.3 8.3z"),
  SUN(
      "M13.4 10a3.4 3.4 0 1 1-6.8 0a3.4 3.4 0 1 1 6.8 0zM10 2.5v1.6M10 15.9v1.6M2.5 10h1.6"
          + "M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M15.3 4.7l-1.1 1.1M5.8 14.2l-1.1 1.1"),
  HELP("M7.2 7.4a2.9 2.9 0 1 1 4.3 2.6c-1 .6-1.5 1.1-1.5 2.2v.4M10 15.6v.2"),
  CLOSE("M5 5l10 10M15 5 5 15"),
  PLUS("M10 4v12M4 10h12"),
  MINUS("M4 10h12"),
  COPY("M7 7h9v9H7zM13 7V4H4v9h3"),
  CALENDAR("M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5"),
  DATABASE(
      "M4 5.2c0-1.2 2.7-2.2 6-2.2s6 1 6 2.2-2.7 2.2-6 2.2-6-1-6-2.2zM4 5.2v9.6"
          + "c0 1.2 2.7 2.2 6 2.2s6-1 6-2.2V5.2M4 10c0 1.2 2.7 2.2 6 2.2s6-1 6-2.2"),
  CHEVRON_DOWN("M5.5 8 10 12.5 14.5 8"),
  CLOCK("M17 10a7 7 0 1 1-14 0a7 7 0 1 1 14 0zM10 6v4l2.6 2"),
  STOP("M5.5 5.5h9v9h-9z"),
  REFRESH("M15.8 8.2A6.2 6.2 0 1 0 16.2 11M16.4 4.4v4h-4"),
  PANEL("M3.5 4h13v12h-13zM12.5 4v12");

  private final String path;

  Icon(String path) {
    this.path = path;
  }

  /** A node of exactly this size, in pixels. */
  public Node node(double size) {
    SVGPath shape = new SVGPath();
    shape.setContent(path);
    shape.getStyleClass().add("icon");
    shape.setFill(null);
    // a shape without a stroke has no bounds; the style sheet sets the colour
    shape.setStroke(Color.GRAY);
    shape.setStrokeWidth(1.5 * 20 / Math.max(16, size));
    shape.setStrokeLineCap(StrokeLineCap.ROUND);
    shape.setStrokeLineJoin(StrokeLineJoin.ROUND);
    shape.setManaged(false);
    shape.setScaleX(size / 20);
    shape.setScaleY(size / 20);
    StackPane box = new StackPane(shape);
    place(shape, size);
    box.setMinSize(size, size);
    box.setPrefSize(size, size);
    box.setMaxSize(size, size);
    box.setMouseTransparent(true);
    return box;
  }

  /** Keeps the path on its own grid: a shape is otherwise centred by what it covers. */
  private static void place(SVGPath shape, double size) {
    var bounds = shape.getLayoutBounds();
    double scale = size / 20;
    double centreX = bounds.getMinX() + bounds.getWidth() / 2;
    double centreY = bounds.getMinY() + bounds.getHeight() / 2;
    shape.setLayoutX(centreX * scale - centreX);
    shape.setLayoutY(centreY * scale - centreY);
  }
}
