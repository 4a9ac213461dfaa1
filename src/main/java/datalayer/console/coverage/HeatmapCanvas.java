package datalayer.console.coverage;

import datalayer.console.fx.Surface;
import datalayer.console.plan.CardPlacement.Box;
import datalayer.console.theme.Palette;
import datalayer.console.theme.Theme;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/**
 * The heatmap on the screen: one layer of cells, one of what is selected, and what mouse and keys
 * do on it. Painted only when what is known, the view, the size or the theme changed.
 */
final class HeatmapCanvas extends Region {

  private static final double SCROLL_STEP = 0.9;

  private final CoverageViewModel model;
  private final ObservableValue<Theme> theme;
  private final Surface cells = new Surface(this::paintCells);
  private final Surface marks = new Surface(this::paintMarks);
  private boolean dragged;
  private double panFrom = Double.NaN;
  private int hoverRow = -1;
  private int hoverColumn = -1;

  HeatmapCanvas(CoverageViewModel model, ObservableValue<Theme> theme) {
    this.model = model;
    this.theme = theme;
    setId("heatmap");
    getStyleClass().add("heatmap");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleHelp(
        "Arrow keys move from cell to cell, Shift extends the selection, Enter says why, R shows"
            + " the plan that mends it.");
    getChildren().addAll(cells, marks);
    model.revisionProperty().subscribe(this::repaint);
    theme.subscribe(this::repaint);
    // the dates of a selection stand on the ruler, which is part of the lower layer
    model.cursor().selectionProperty().subscribe(this::repaint);
    model.cursor().spokenProperty().subscribe(this::spoken);
    model.cursor().explainedProperty().subscribe(marks::repaint);
    focusedProperty().subscribe(marks::repaint);
    setOnMousePressed(this::pressed);
    setOnMouseDragged(this::dragged);
    setOnMouseReleased(this::released);
    setOnMouseMoved(this::moved);
    setOnMouseExited(event -> hover(-1, -1));
    setOnScroll(this::scrolled);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  @Override
  protected void layoutChildren() {
    cells.resize(getWidth(), getHeight());
    marks.resize(getWidth(), getHeight());
    model.viewport().resize(places().columns(), places().rowsHeight());
    repaint();
  }

  HeatmapLayout places() {
    return new HeatmapLayout(getWidth(), getHeight());
  }

  /** What is selected or explained, in the pixels of this canvas. */
  Box subject() {
    Selection selection = model.cursor().selectionProperty().get();
    if (selection != null) {
      return box(
          selection.firstRow(), selection.lastRow(), selection.firstCell(), selection.lastCell());
    }
    int row = Math.max(0, model.cursor().row());
    return box(row, row, model.cursor().cell(), model.cursor().cell());
  }

  private Box box(int firstRow, int lastRow, long firstCell, long lastCell) {
    HeatmapLayout layout = places();
    long first = model.viewport().firstCell();
    double left = layout.x(firstCell - first);
    double right = layout.x(lastCell + 1 - first) - 1;
    double top = top(firstRow) + HeatmapLayout.CELL_TOP;
    double bottom = top(lastRow) + HeatmapLayout.CELL_TOP + HeatmapLayout.CELL_HEIGHT;
    return new Box(left, top, right - left, bottom - top);
  }

  private double top(int row) {
    Rows rows = model.rows();
    double y = row < rows.count() ? rows.tops()[row] : 0;
    return Math.rint(HeatmapLayout.RULER + y - model.viewport().scrollY());
  }

  private void repaint() {
    cells.repaint();
    marks.repaint();
  }

  private void paintCells(GraphicsContext g, double width, double height) {
    new HeatmapPainter(g, model, places(), Palette.of(theme.getValue())).paint();
  }

  private void paintMarks(GraphicsContext g, double width, double height) {
    HeatmapLayout layout = places();
    Palette palette = Palette.of(theme.getValue());
    g.save();
    g.beginPath();
    g.rect(0, HeatmapLayout.RULER, width, layout.rowsHeight());
    g.clip();
    if (hoverRow >= 0 && hoverRow < model.rows().count()) {
      Box cell = box(hoverRow, hoverRow, column(hoverColumn), column(hoverColumn));
      frame(g, cell, palette.text1(), 1, 0.5);
    }
    Selection selection = model.cursor().selectionProperty().get();
    if (selection != null && selection.lastRow() < model.rows().count()) {
      selected(g, subject(), palette);
    } else if (model.cursor().row() >= 0
        && (isFocused() || model.cursor().explainedProperty().get() != null)) {
      Box cell = subject();
      frame(g, cell, palette.canvas(), 5, 2);
      frame(g, cell, palette.accent(), 2, 2);
    }
    g.restore();
  }

  /** Accent alone is too faint on what is complete, so it runs inside a casing. */
  private static void selected(GraphicsContext g, Box box, Palette palette) {
    g.setGlobalAlpha(0.2);
    g.setFill(palette.accent());
    g.fillRect(box.x(), box.y(), box.width(), box.height());
    g.setGlobalAlpha(1);
    frame(g, box, palette.canvas(), 6, 2);
    frame(g, box, palette.accent(), 2, 2);
    handle(g, box.x() - 2, box.y() - 2, palette);
    handle(g, box.x() + box.width() + 2, box.y() + box.height() + 2, palette);
  }

  private static void frame(GraphicsContext g, Box box, Color colour, double width, double out) {
    g.setStroke(colour);
    g.setLineWidth(width);
    g.strokeRect(box.x() - out, box.y() - out, box.width() + 2 * out, box.height() + 2 * out);
  }

  private static void handle(GraphicsContext g, double x, double y, Palette palette) {
    g.setFill(palette.canvas());
    g.fillRect(x - 3.5, y - 3.5, 7, 7);
    g.setStroke(palette.accent());
    g.setLineWidth(1.5);
    g.strokeRect(x - 3, y - 3, 6, 6);
  }

  private long column(int column) {
    return model.viewport().firstCell() + column;
  }

  private int rowAt(double y) {
    return model.rows().at(y - HeatmapLayout.RULER + model.viewport().scrollY());
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    dragged = false;
    HeatmapLayout layout = places();
    boolean ruler = event.getY() < HeatmapLayout.RULER;
    panFrom = ruler || event.getButton() == MouseButton.MIDDLE ? event.getX() : Double.NaN;
    int row = rowAt(event.getY());
    if (Double.isNaN(panFrom)
        && event.getButton() == MouseButton.PRIMARY
        && layout.overCells(event.getX(), event.getY())
        && row >= 0) {
      model.cursor().press(row, column(layout.column(event.getX())));
      dragged = false;
    } else if (!ruler) {
      model.cursor().clear();
    }
    marks.repaint();
  }

  private void dragged(MouseEvent event) {
    HeatmapLayout layout = places();
    if (!Double.isNaN(panFrom)) {
      int cells = (int) ((panFrom - event.getX()) / HeatmapLayout.PITCH);
      model.viewport().pan(cells);
      panFrom -= cells * HeatmapLayout.PITCH;
      setCursor(Cursor.CLOSED_HAND);
      return;
    }
    if (model.cursor().row() < 0) {
      return;
    }
    int column = Math.clamp(layout.column(event.getX()), 0, layout.columns() - 1);
    double y = Math.clamp(event.getY(), HeatmapLayout.RULER, layout.legendTop() - 1);
    int row = model.rows().nearest(y - HeatmapLayout.RULER + model.viewport().scrollY());
    boolean elsewhere = row != model.cursor().row() || column(column) != model.cursor().cell();
    if (dragged || elsewhere) {
      dragged = true;
      model.cursor().drag(row, column(column));
    }
  }

  private void released(MouseEvent event) {
    setCursor(Cursor.DEFAULT);
    if (Double.isNaN(panFrom) && model.cursor().row() >= 0) {
      if (dragged) {
        model.cursor().plan();
      } else {
        model.cursor().explain();
      }
    }
    panFrom = Double.NaN;
  }

  private void moved(MouseEvent event) {
    HeatmapLayout layout = places();
    boolean over = layout.overCells(event.getX(), event.getY());
    setCursor(event.getY() < HeatmapLayout.RULER ? Cursor.OPEN_HAND : Cursor.DEFAULT);
    hover(over ? rowAt(event.getY()) : -1, over ? layout.column(event.getX()) : -1);
  }

  private void hover(int row, int column) {
    if (row != hoverRow || column != hoverColumn) {
      hoverRow = row;
      hoverColumn = column;
      marks.repaint();
    }
  }

  private void scrolled(ScrollEvent event) {
    HeatmapViewport viewport = model.viewport();
    if (event.isShortcutDown()) {
      int column = Math.clamp(places().column(event.getX()), 0, viewport.columns() - 1);
      Zoom zoom = viewport.zoom();
      model.cursor().zoomTo(event.getDeltaY() > 0 ? zoom.closer() : zoom.wider(), column);
    } else if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
      double delta = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
      viewport.pan(-Math.round(delta / HeatmapLayout.PITCH));
    } else {
      viewport.scrollTo(viewport.scrollY() - SCROLL_STEP * event.getDeltaY());
    }
    event.consume();
  }

  private void key(KeyEvent event) {
    if (HeatmapKeys.handle(model, event)) {
      marks.repaint();
      event.consume();
    }
  }

  private void spoken(@Nullable String text) {
    setAccessibleText(text == null || text.isEmpty() ? "Coverage of every series" : text);
    marks.repaint();
  }
}
