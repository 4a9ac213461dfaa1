package datalayer.console.coverage;

import java.time.Instant;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Which cells and which rows of the heatmap are in view. Knows no pixels but the rows' heights. */
public final class HeatmapViewport {

  /** Cells shown beyond the newest one, so that the end can be seen to be the end. */
  private static final int AIR = 1;

  private final ObjectProperty<Zoom> zoom = new SimpleObjectProperty<>(Zoom.DAY);
  private final Runnable changed;
  private int columns = 100;
  private double height = 600;
  private double rowsHeight;
  private double scrollY;
  private long firstCell;
  private Instant oldest = Instant.EPOCH;
  private Instant newest = Instant.EPOCH;
  private boolean placed;

  HeatmapViewport(Runnable changed) {
    this.changed = changed;
  }

  public ObjectProperty<Zoom> zoomProperty() {
    return zoom;
  }

  public Zoom zoom() {
    return zoom.get();
  }

  /** The cell at the left edge. */
  public long firstCell() {
    return firstCell;
  }

  public int columns() {
    return columns;
  }

  public double scrollY() {
    return scrollY;
  }

  public double height() {
    return height;
  }

  double mostScroll() {
    return Math.max(0, rowsHeight - height);
  }

  /** The room there is; the right edge stays where it is. */
  void resize(int newColumns, double newHeight) {
    if (newColumns == columns && newHeight == height) {
      return;
    }
    firstCell += columns - newColumns;
    columns = Math.max(1, newColumns);
    height = newHeight;
    scrollTo(scrollY);
  }

  /** The time there is data of; the first time, its end is brought into view. */
  void extent(Instant first, Instant last) {
    oldest = first;
    newest = last;
    if (!placed) {
      placed = true;
      toNewest();
    }
  }

  void rowsHeight(double all) {
    rowsHeight = all;
    scrollTo(scrollY);
  }

  void scrollTo(double y) {
    scrollY = Math.clamp(y, 0, mostScroll());
    changed.run();
  }

  public void pan(long cells) {
    long least = zoom().cell(oldest.toEpochMilli()) - columns / 2;
    long most = lastCell() + AIR - columns / 2;
    firstCell = Math.clamp(firstCell + cells, Math.min(least, most), most);
    changed.run();
  }

  /** Shows cells of another length, and an instant at a column. */
  void zoomTo(Zoom wanted, int column, long millis) {
    zoom.set(wanted);
    firstCell = wanted.cell(millis) - column;
    pan(0);
  }

  /** The newest instant there is data of, in milliseconds. */
  long newest() {
    return newest.toEpochMilli();
  }

  public void toNewest() {
    firstCell = lastCell() + AIR - columns;
    changed.run();
  }

  void toOldest() {
    firstCell = zoom().cell(oldest.toEpochMilli());
    pan(0);
  }

  /** The closest look that has all of it in view. */
  void fit() {
    Zoom wanted = Zoom.MINUTE;
    while (wanted != Zoom.YEAR && cells(wanted) > columns - AIR) {
      wanted = wanted.wider();
    }
    zoom.set(wanted);
    toNewest();
  }

  /** Moves so that a cell is in view, with some of what surrounds it. */
  void reveal(long cell) {
    if (cell < firstCell || cell >= firstCell + columns) {
      firstCell = cell - columns / 2;
      pan(0);
    }
  }

  /** Moves so that a row is in view. */
  void revealRow(double top) {
    if (top < scrollY) {
      scrollTo(top - Rows.GROUP);
    } else if (top + Rows.ROW > scrollY + height) {
      scrollTo(top + Rows.ROW - height);
    }
  }

  /** The cell that holds the newest instant. */
  long lastCell() {
    return zoom().cell(newest.toEpochMilli());
  }

  private long cells(Zoom wanted) {
    return wanted.cell(newest.toEpochMilli()) - wanted.cell(oldest.toEpochMilli()) + 1;
  }
}
