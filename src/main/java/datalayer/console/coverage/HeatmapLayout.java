package datalayer.console.coverage;

import datalayer.console.plan.CardPlacement.Box;

/** Where the parts of the heatmap lie, in pixels. */
record HeatmapLayout(double width, double height) {

  static final double PITCH = 11;
  static final double CELL = 10;
  static final double CELL_HEIGHT = 17;
  static final double CELL_TOP = 3;
  static final double LABELS = 148;
  static final double PERCENT = 84;
  static final double RULER = 50;
  static final double LEGEND = 44;

  int columns() {
    return (int) Math.max(1, Math.floor((width - LABELS - PERCENT) / PITCH));
  }

  /** The height of the part that scrolls. */
  double rowsHeight() {
    return Math.max(0, height - RULER - LEGEND);
  }

  double legendTop() {
    return height - LEGEND;
  }

  double x(long column) {
    return LABELS + column * PITCH;
  }

  /** The column at a pixel; may lie outside of what is shown. */
  int column(double x) {
    return (int) Math.floor((x - LABELS) / PITCH);
  }

  double right() {
    return x(columns());
  }

  boolean overCells(double x, double y) {
    return x >= LABELS && x < right() && y >= RULER && y < legendTop();
  }

  /** Where a card may stand: over neither the labels nor the percentages, nor the ruler. */
  Box cards() {
    return new Box(LABELS, RULER + 4, Math.max(0, right() - LABELS), Math.max(0, rowsHeight() - 8));
  }
}
