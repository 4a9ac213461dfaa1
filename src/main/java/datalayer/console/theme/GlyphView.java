package datalayer.console.theme;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;

/** A state's glyph, 12 pixels wide and high. */
public final class GlyphView extends StackPane {

  private static final double SIZE = 12;
  private static final String DISC = "M0.25 6a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0z";
  private static final String RING = "M0.9 6a5.1 5.1 0 1 0 10.2 0a5.1 5.1 0 1 0-10.2 0z";
  private static final String OCTAGON = "M3.6 0.25h4.8l3.35 3.35v4.8l-3.35 3.35h-4.8L0.25 8.4V3.6z";

  private final ObjectProperty<Mark> mark = new SimpleObjectProperty<>(this, "mark", Mark.NONE);

  public GlyphView() {
    getStyleClass().add("glyph");
    setMinSize(SIZE, SIZE);
    setMaxSize(SIZE, SIZE);
    setMouseTransparent(true);
    mark.addListener((observed, before, now) -> show(now));
  }

  public GlyphView(Mark mark) {
    this();
    setMark(mark);
  }

  public ObjectProperty<Mark> markProperty() {
    return mark;
  }

  public Mark getMark() {
    return mark.get();
  }

  public void setMark(Mark value) {
    mark.set(value);
  }

  private void show(Mark value) {
    if (value == Mark.NONE) {
      getChildren().clear();
      return;
    }
    List<Node> shapes = new ArrayList<>();
    // a box of the full size keeps every glyph on the same grid
    Rectangle box = new Rectangle(SIZE, SIZE);
    box.setFill(null);
    shapes.add(box);
    shapes.addAll(shapes(value));
    getChildren().setAll(new Group(shapes));
  }

  private static List<Node> shapes(Mark mark) {
    return switch (mark) {
      case NONE -> List.of();
      case COMPLETE -> List.of(fill("good", DISC), line("on-state", "M3.3 6.2 5.2 8 8.7 4.3", 1.6));
      case RUNNING -> List.of(line("accent", RING, 1.5), fill("accent", "M6 1a5 5 0 0 1 0 10z"));
      case WAITING -> List.of(dashed());
      case PAUSED -> List.of(fill("muted", "M2 1h3v10H2zM7 1h3v10H7z"));
      case INCOMPLETE ->
          List.of(line("warning", RING, 1.5), fill("warning", "M6 1a5 5 0 0 0 0 10z"));
      case FAILED ->
          List.of(fill("bad", OCTAGON), line("on-state", "M4.1 4.1l3.8 3.8M7.9 4.1 4.1 7.9", 1.6));
      case CANCELLED -> List.of(line("muted", RING, 1.4), line("muted", "M2.5 9.5 9.5 2.5", 1.4));
      case LATE -> List.of(line("warning", RING, 1.4), line("warning", "M6 3.2V6l2 1.4", 1.4));
      case STALE -> List.of(line("subtle", RING, 1.4), line("subtle", "M6 3.2V6l2 1.4", 1.4));
      case WARNING ->
          List.of(
              fill("warning", "M6 0.8 11.7 11.2H0.3z"),
              line("on-state", "M6 4.6v3M6 9.3v0.2", 1.4));
      case SKIPPED -> List.of(line("muted", "M2 6h8", 2));
      case MISSING ->
          List.of(
              fill("missing", "M0.5 0.5h11v11h-11z"),
              line("on-state", "M3.6 3.6l4.8 4.8M8.4 3.6 3.6 8.4", 1.5));
      case EMPTY -> List.of(line("muted", "M1 1h10v10H1z", 1.2), line("muted", "M3.6 6h4.8", 1.2));
    };
  }

  private static SVGPath fill(String colour, String path) {
    SVGPath shape = new SVGPath();
    shape.setContent(path);
    shape.getStyleClass().addAll("glyph-fill", colour);
    return shape;
  }

  private static SVGPath line(String colour, String path, double width) {
    SVGPath shape = new SVGPath();
    shape.setContent(path);
    shape.setFill(null);
    shape.setStrokeWidth(width);
    shape.getStyleClass().addAll("glyph-line", colour);
    return shape;
  }

  private static SVGPath dashed() {
    SVGPath ring = line("muted", RING, 1.4);
    ring.getStrokeDashArray().setAll(2.2, 2.2);
    return ring;
  }
}
