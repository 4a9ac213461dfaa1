package datalayer.console.coverage;

import javafx.scene.input.KeyEvent;

/** The keys of the heatmap. */
final class HeatmapKeys {

  private HeatmapKeys() {}

  /** Keys that move along the cells, for when the heatmap has the focus; whether it was one. */
  static boolean handle(CoverageViewModel model, KeyEvent event) {
    HeatmapCursor cursor = model.cursor();
    HeatmapViewport viewport = model.viewport();
    boolean shift = event.isShiftDown();
    if (event.isShortcutDown()) {
      switch (event.getCode()) {
        case LEFT -> viewport.pan(-viewport.columns() / 8);
        case RIGHT -> viewport.pan(viewport.columns() / 8);
        case ENTER -> cursor.card().run();
        default -> {
          return false;
        }
      }
      return true;
    }
    switch (event.getCode()) {
      case LEFT -> cursor.move(0, -1, shift);
      case RIGHT -> cursor.move(0, 1, shift);
      case UP -> cursor.move(-1, 0, shift);
      case DOWN -> cursor.move(1, 0, shift);
      case PAGE_UP -> cursor.move(-10, 0, shift);
      case PAGE_DOWN -> cursor.move(10, 0, shift);
      case SPACE -> cursor.plan();
      case ENTER -> cursor.explain();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Keys of the whole screen, outside text fields; whether it was one. */
  static boolean everywhere(CoverageViewModel model, KeyEvent event) {
    HeatmapViewport viewport = model.viewport();
    switch (event.getCode()) {
      case PLUS, EQUALS, ADD -> model.cursor().zoomTo(viewport.zoom().closer(), column(model));
      case MINUS, SUBTRACT -> model.cursor().zoomTo(viewport.zoom().wider(), column(model));
      case DIGIT0, NUMPAD0 -> viewport.fit();
      case HOME -> viewport.toOldest();
      case END -> viewport.toNewest();
      case OPEN_BRACKET -> model.cursor().problem(false);
      case CLOSE_BRACKET -> model.cursor().problem(true);
      case R -> model.cursor().plan();
      case ESCAPE -> {
        return model.cursor().clear();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Zooms about the cursor while it is in view, else about the middle. */
  private static int column(CoverageViewModel model) {
    return model.cursor().column().orElse(model.viewport().columns() / 2);
  }
}
