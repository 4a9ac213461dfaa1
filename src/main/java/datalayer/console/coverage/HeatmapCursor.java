package datalayer.console.coverage;

import datalayer.console.fx.Figures;
import datalayer.console.plan.PlanCardViewModel;
import datalayer.console.plan.Repair;
import datalayer.market.Gap;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Where the keyboard stands on the heatmap, what is selected, and what that leads to. */
public final class HeatmapCursor {

  private static final int NOWHERE = -1;

  private final CoverageViewModel model;
  private final PlanCardViewModel card;
  private final InstantSource clock;
  private final ReadOnlyObjectWrapper<@Nullable Selection> selection =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable CellFacts> explained =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper spoken = new ReadOnlyStringWrapper("");
  private int row = NOWHERE;
  private long cell;
  private @Nullable Series awaited;

  HeatmapCursor(CoverageViewModel model, PlanCardViewModel card, InstantSource clock) {
    this.model = model;
    this.card = card;
    this.clock = clock;
    card.repairProperty()
        .addListener((observed, before, now) -> {
          if (now == null) {
            selection.set(null);
          }
        });
  }

  /** The row the keyboard stands at, or -1. */
  public int row() {
    return row;
  }

  public long cell() {
    return cell;
  }

  public PlanCardViewModel card() {
    return card;
  }

  /** The selected block; null while nothing is. */
  public ReadOnlyObjectProperty<@Nullable Selection> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  /** The cell that is being explained; null while none is. */
  public ReadOnlyObjectProperty<@Nullable CellFacts> explainedProperty() {
    return explained.getReadOnlyProperty();
  }

  /** What a screen reader says where the cursor stands. */
  public ReadOnlyStringProperty spokenProperty() {
    return spoken.getReadOnlyProperty();
  }

  /** Moves by rows and cells; extending selects from where it was begun. */
  public void move(int rows, long cells, boolean extend) {
    if (model.rows().count() == 0) {
      return;
    }
    HeatmapViewport viewport = model.viewport();
    boolean fresh = row == NOWHERE;
    if (fresh) {
      row = 0;
      cell = Math.min(viewport.lastCell(), viewport.firstCell() + viewport.columns() - 1);
    }
    Selection before = selection.get();
    Selection grown =
        before != null ? before : new Selection(viewport.zoom(), row, cell, row, cell);
    if (!fresh) {
      row = Math.clamp(row + rows, 0, model.rows().count() - 1);
      cell = Math.min(viewport.lastCell(), cell + cells);
    }
    viewport.reveal(cell);
    viewport.revealRow(model.rows().tops()[row]);
    if (extend) {
      explained.set(null);
      select(grown.to(row, cell));
      plan();
    } else {
      clearCards();
    }
    say();
  }

  /** The column that the cursor stands in; empty when it is nowhere, or not in view. */
  OptionalInt column() {
    HeatmapViewport viewport = model.viewport();
    long at = cell - viewport.firstCell();
    boolean seen = row != NOWHERE && at >= 0 && at < viewport.columns();
    return seen ? OptionalInt.of((int) at) : OptionalInt.empty();
  }

  /**
   * Shows cells of another length. From a closer look what is wrong within the cell at a column
   * comes to stand there, else its middle, or the newest of it.
   */
  public void zoomTo(Zoom wanted, int column) {
    HeatmapViewport viewport = model.viewport();
    Zoom before = viewport.zoom();
    if (wanted == before) {
      return;
    }
    clearCards();
    long at = viewport.firstCell() + column;
    boolean closer = wanted.millis() < before.millis();
    OptionalLong wrong = closer ? problemIn(before.range(at)) : OptionalLong.empty();
    long there = wrong.orElse(closer ? newestIn(before.range(at)) : middle(before.range(at)));
    long own = row != NOWHERE && cell == at ? there : middle(before.range(cell));
    // at the right edge one would see where it begins and nothing of it
    int place = wrong.isPresent() ? Math.min(column, viewport.columns() * 2 / 3) : column;
    viewport.zoomTo(wanted, place, there);
    cell = Math.min(viewport.lastCell(), wanted.cell(own));
    say();
  }

  /** What is wrong first within a range, in the row of the cursor or in any. */
  private OptionalLong problemIn(TimeRange range) {
    List<Series> looked =
        row == NOWHERE ? model.rows().series() : model.rows().series().subList(row, row + 1);
    return looked.stream()
        .map(model::of)
        .filter(Objects::nonNull)
        .map(known -> known.problemAfter(range.from().toEpochMilli()))
        .flatMapToLong(OptionalLong::stream)
        .filter(range::contains)
        .min();
  }

  private long newestIn(TimeRange range) {
    long newest = model.viewport().newest();
    return range.contains(newest) ? newest : middle(range);
  }

  private static long middle(TimeRange range) {
    return (range.from().toEpochMilli() + range.to().toEpochMilli()) / 2;
  }

  /** The mouse went down on a cell. */
  public void press(int atRow, long atCell) {
    clearCards();
    row = atRow;
    cell = atCell;
    say();
  }

  /** The mouse was dragged to a cell. */
  public void drag(int toRow, long toCell) {
    if (row != NOWHERE) {
      Selection now = selection.get();
      Selection begun =
          now != null ? now : new Selection(model.viewport().zoom(), row, cell, row, cell);
      select(begun.to(toRow, Math.min(toCell, model.viewport().lastCell())));
    }
  }

  /** The mouse was let go after a drag, or the selection is wanted mended. */
  public void plan() {
    Selection block = selection.get();
    if (block == null && row != NOWHERE) {
      block = new Selection(model.viewport().zoom(), row, cell, row, cell);
      select(block);
    }
    if (block != null) {
      explained.set(null);
      repair(block).ifPresent(card::show);
    }
  }

  /** Says why the cell at the cursor is as it is. */
  public void explain() {
    Series series = series();
    SeriesCoverage known = series == null ? null : model.of(series);
    if (known != null) {
      card.hide();
      explained.set(CellFacts.of(known, model.viewport().zoom(), cell));
    }
  }

  /** The stretch under the cursor, for the chart; null when there is none. */
  public @Nullable Gap stretch() {
    Series series = series();
    return series == null ? null : new Gap(series, model.viewport().zoom().range(cell), "");
  }

  /** Goes to the next cell of this row that has a problem, or to the one before. */
  public void problem(boolean next) {
    if (row == NOWHERE) {
      move(0, 0, false);
    }
    Series series = series();
    SeriesCoverage known = series == null ? null : model.of(series);
    if (known == null || known.range().isEmpty()) {
      return;
    }
    Zoom zoom = model.viewport().zoom();
    OptionalLong found =
        next ? known.problemAfter(zoom.start(cell + 1)) : known.problemBefore(zoom.start(cell));
    found.ifPresent(millis -> move(0, zoom.cell(millis) - cell, false));
  }

  /** Closes what is open, then forgets the selection. Whether there was anything. */
  public boolean clear() {
    boolean any = selection.get() != null || explained.get() != null || row != NOWHERE;
    clearCards();
    row = NOWHERE;
    spoken.set("");
    return any;
  }

  /** Closes the card that explains a cell. */
  public void close() {
    explained.set(null);
  }

  /** Goes to a series as soon as it is known. */
  void await(Series series) {
    awaited = series;
    refresh();
  }

  /** Something more is known. */
  void refresh() {
    Series series = awaited;
    SeriesCoverage known = series == null ? null : model.of(series);
    int at = series == null ? NOWHERE : model.rows().series().indexOf(series);
    if (known != null && at != NOWHERE) {
      awaited = null;
      clearCards();
      row = at;
      cell = model.viewport().lastCell() + 1;
      problem(false);
      move(0, Math.min(0, model.viewport().lastCell() - cell), false);
    }
  }

  private void clearCards() {
    explained.set(null);
    card.hide();
    selection.set(null);
  }

  private void select(Selection block) {
    selection.set(block);
  }

  private @Nullable Series series() {
    return row >= 0 && row < model.rows().count() ? model.rows().series().get(row) : null;
  }

  private void say() {
    Series series = series();
    SeriesCoverage known = series == null ? null : model.of(series);
    spoken.set(known == null ? "" : CellFacts.of(known, model.viewport().zoom(), cell).spoken());
  }

  private Optional<Repair> repair(Selection block) {
    List<Series> chosen = model.rows().series().subList(block.firstRow(), block.lastRow() + 1);
    List<Instrument> instruments = chosen.stream().map(Series::instrument).distinct().toList();
    Instant due = model.timeframeProperty().get().floor(clock.instant());
    TimeRange all = block.range();
    if (!all.from().isBefore(due)) {
      return Optional.empty();
    }
    TimeRange range = new TimeRange(all.from(), all.to().isBefore(due) ? all.to() : due);
    String title =
        "Repair %s × %s".formatted(Figures.count(chosen.size()) + "\u00a0series", block.length());
    return Optional.of(new Repair(title, instruments, model.timeframeProperty().get(), range));
  }
}
