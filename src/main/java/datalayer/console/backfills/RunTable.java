package datalayer.console.backfills;

import datalayer.backfill.RunState;
import datalayer.console.theme.GlyphView;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;

/** The columns of the table of runs. Cells follow their row's properties, so nothing jumps. */
final class RunTable {

  private static final double WHAT = 280;
  private static final double SCOPE = 190;
  private static final double PROGRESS = 288;

  /** Kept free at the right, so that a scroll bar that comes moves nothing. */
  private static final double SCROLL_BAR = 9;

  /** What scope and progress can each do without in a narrow window. */
  private static final double SCOPE_SPARE = 34;

  private static final double PROGRESS_SPARE = 4;

  private RunTable() {}

  static void build(TableView<RunRow> table) {
    table.setFixedCellSize(32);
    TableColumn<RunRow, RunRow> id =
        text("Run", 84, row -> row.runProperty().map(run -> run.id()), "mono");
    id.getStyleClass().add("left-edge");
    table.getColumns().add(id);
    table.getColumns().add(state());
    TableColumn<RunRow, RunRow> what =
        text("What", WHAT, row -> row.runProperty().map(run -> run.title()), "strong");
    table.getColumns().add(what);
    TableColumn<RunRow, RunRow> scope =
        text("Scope", SCOPE, row -> row.runProperty().map(run -> run.scope()), "muted");
    table.getColumns().add(scope);
    TableColumn<RunRow, RunRow> progress = progress();
    table.getColumns().add(progress);
    table.getColumns().add(right(text("Rows/s", 84, RunRow::rateProperty, "figure")));
    TableColumn<RunRow, RunRow> started =
        right(text("Started", 118, RunRow::startedProperty, "muted"));
    started.getStyleClass().add("right-edge");
    table.getColumns().add(started);
    double least = table.getColumns().stream().mapToDouble(TableColumn::getPrefWidth).sum();
    table
        .widthProperty()
        .subscribe(width -> share(width.doubleValue() - least - SCROLL_BAR, what, scope, progress));
  }

  /** Gives what there is more or less than the columns need mostly to the title. */
  private static void share(
      double rest,
      TableColumn<RunRow, RunRow> what,
      TableColumn<RunRow, RunRow> scope,
      TableColumn<RunRow, RunRow> progress) {
    if (rest >= 0) {
      what.setPrefWidth(WHAT + 0.45 * rest);
      scope.setPrefWidth(SCOPE + 0.3 * rest);
      progress.setPrefWidth(PROGRESS + 0.25 * rest);
    } else {
      double fromScope = Math.max(rest, -SCOPE_SPARE);
      double fromProgress = Math.clamp(rest + SCOPE_SPARE, -PROGRESS_SPARE, 0);
      scope.setPrefWidth(SCOPE + fromScope);
      progress.setPrefWidth(PROGRESS + fromProgress);
      what.setPrefWidth(WHAT + rest - fromScope - fromProgress);
    }
  }

  private static TableColumn<RunRow, RunRow> column(String title, double width) {
    TableColumn<RunRow, RunRow> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setReorderable(false);
    column.setSortable(false);
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
    return column;
  }

  private static TableColumn<RunRow, RunRow> text(
      String title,
      double width,
      Function<RunRow, ObservableValue<String>> text,
      String styleClass) {
    TableColumn<RunRow, RunRow> column = column(title, width);
    column.setCellFactory(any -> {
      Label label = new Label();
      label.getStyleClass().add(styleClass);
      // In a narrow window a long title is cut, and whole under the pointer.
      Tooltip whole = new Tooltip();
      whole.textProperty().bind(label.textProperty());
      label
          .textTruncatedProperty()
          .subscribe(cut -> label.setTooltip(Boolean.TRUE.equals(cut) ? whole : null));
      return new RowCell(
          label, row -> label.textProperty().bind(text.apply(row)), label.textProperty()::unbind);
    });
    return column;
  }

  private static TableColumn<RunRow, RunRow> right(TableColumn<RunRow, RunRow> column) {
    column.getStyleClass().add("align-right");
    return column;
  }

  private static TableColumn<RunRow, RunRow> state() {
    TableColumn<RunRow, RunRow> column = column("State", 124);
    column.setCellFactory(any -> {
      GlyphView glyph = new GlyphView();
      Label word = new Label();
      HBox box = new HBox(8, glyph, word);
      box.setAlignment(Pos.CENTER_LEFT);
      box.getStyleClass().add("state-cell");
      StateStyle styling = new StateStyle(box);
      return new RowCell(
          box,
          row -> {
            glyph.markProperty().bind(row.stateProperty().map(RunRow::mark));
            word.textProperty().bind(row.stateProperty().map(RunRow::word));
            styling.follow(row);
          },
          () -> {
            glyph.markProperty().unbind();
            word.textProperty().unbind();
            styling.leave();
          });
    });
    return column;
  }

  private static TableColumn<RunRow, RunRow> progress() {
    TableColumn<RunRow, RunRow> column = column("Progress", PROGRESS);
    column.setCellFactory(any -> {
      Bar bar = new Bar();
      Label percent = new Label();
      percent.getStyleClass().add("percent");
      Label time = new Label();
      time.getStyleClass().add("muted");
      HBox box = new HBox(bar, percent, time);
      box.getStyleClass().add("progress-cell");
      return new RowCell(
          box,
          row -> {
            bar.follow(row);
            percent.textProperty().bind(row.percentProperty());
            time.textProperty().bind(row.timeProperty());
          },
          () -> {
            bar.leave();
            percent.textProperty().unbind();
            time.textProperty().unbind();
          });
    });
    return column;
  }

  /** Gives a node the pseudo class of its row's state, for the style sheet. */
  private static final class StateStyle {
    private final Node node;
    private Subscription subscription = () -> {};

    StateStyle(Node node) {
      this.node = node;
    }

    void follow(RunRow row) {
      subscription = row.stateProperty().subscribe(this::show);
    }

    void leave() {
      subscription.unsubscribe();
    }

    private void show(RunState state) {
      for (RunState one : RunState.values()) {
        node.pseudoClassStateChanged(PseudoClass.getPseudoClass(one.label()), one == state);
      }
    }
  }

  /** A cell that shows a row by bindings and lets go of it when it shows another. */
  private static final class RowCell extends TableCell<RunRow, RunRow> {
    private final Region content;
    private final Consumer<RunRow> bind;
    private final Runnable unbind;

    RowCell(Region content, Consumer<RunRow> bind, Runnable unbind) {
      this.content = content;
      this.bind = bind;
      this.unbind = unbind;
    }

    @Override
    protected void updateItem(RunRow row, boolean empty) {
      RunRow before = getItem();
      super.updateItem(row, empty);
      if (empty || row == null) {
        unbind.run();
        setGraphic(null);
      } else if (row != before || getGraphic() == null) {
        unbind.run();
        bind.accept(row);
        setGraphic(content);
      }
    }
  }

  /** How far a run is: a track with a fill in the colour of its state. */
  private static final class Bar extends StackPane {
    private static final double WIDTH = 84;
    private final Region fill = new Region();
    private final StateStyle styling = new StateStyle(fill);

    Bar() {
      getStyleClass().add("bar");
      fill.getStyleClass().add("bar-fill");
      setAlignment(Pos.CENTER_LEFT);
      setMinWidth(WIDTH);
      setMaxWidth(WIDTH);
      getChildren().add(fill);
    }

    void follow(RunRow row) {
      fill.maxWidthProperty().bind(row.fractionProperty().multiply(WIDTH));
      styling.follow(row);
    }

    void leave() {
      fill.maxWidthProperty().unbind();
      styling.leave();
    }
  }
}
