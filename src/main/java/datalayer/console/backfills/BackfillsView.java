package datalayer.console.backfills;

import datalayer.console.backfills.BackfillsViewModel.Show;
import datalayer.console.backfills.BackfillsViewModel.State;
import datalayer.console.fx.Figures;
import datalayer.console.fx.Leaving;
import datalayer.console.theme.EmptyState;
import datalayer.console.theme.LoadingState;
import datalayer.console.theme.Theme;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The backfills screen. */
@SuppressWarnings("NullAway.Init") // the fields are filled by the FXML
public final class BackfillsView {

  /** Below this the detail moves closer together. */
  private static final double NARROW = 1200;

  private static final double HEADER = 31;
  private static final double ROW = 32;

  private final BackfillsViewModel model;
  private final BackfillsActions actions;
  private final RunDetailView detail;
  private final Map<Show, ToggleButton> segments = new EnumMap<>(Show.class);

  @FXML private TextField filter;
  @FXML private Label filterCount;
  @FXML private HBox segmentBox;
  @FXML private ToggleButton freeze;
  @FXML private Label summary;
  @FXML private Button newBackfill;
  @FXML private VBox list;
  @FXML private TableView<RunRow> table;
  @FXML private EmptyState empty;
  @FXML private LoadingState loading;

  public BackfillsView(
      BackfillsViewModel model, ObservableValue<Theme> theme, BackfillsActions actions) {
    this.model = model;
    this.actions = actions;
    detail = new RunDetailView(model, theme, actions);
  }

  @FXML
  void initialize() {
    RunTable.build(table);
    table.setItems(model.listed());
    table.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
    model.selectedProperty().subscribe(this::select);
    table
        .prefHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> tableHeight(model.listed().size(), list.getHeight()),
                model.listed(),
                list.heightProperty()));
    VBox.setVgrow(detail.root(), Priority.ALWAYS);
    list.getChildren().add(detail.root());
    list.widthProperty().subscribe(width -> detail.narrow(width.doubleValue() < NARROW));
    buildSegments();
    filter.textProperty().bindBidirectional(model.filterProperty());
    Leaving.to(table, filter);
    model.listed().addListener((Observable rows) -> showCounts());
    freeze.selectedProperty().bindBidirectional(model.frozenProperty());
    summary.textProperty().bind(model.summaryProperty());
    newBackfill.setOnAction(event -> actions.newBackfill().run());
    empty.button().setOnAction(event -> actions.newBackfill().run());
    model.stateProperty().subscribe(this::showState);
    showCounts();
  }

  /** What has the focus when the screen is opened. */
  public Node first() {
    return model.stateProperty().get() == State.NO_RUNS ? empty.button() : table;
  }

  /** The keys of this screen, outside text fields; whether the key meant something. */
  public boolean handle(KeyEvent event) {
    if (event.isShortcutDown()) {
      return false;
    }
    RunRow row = model.selectedProperty().get();
    if (event.getCode() == KeyCode.P && row != null) {
      model.pauseOrResume(row);
    } else if (event.getCode() == KeyCode.R && event.isShiftDown() && row != null) {
      model.retry(row);
    } else if (event.getCode() == KeyCode.N) {
      actions.newBackfill().run();
    } else if (event.getCode() == KeyCode.X) {
      detail.askToCancel();
    } else if (event.getCode() == KeyCode.F) {
      model.frozenProperty().set(!model.frozenProperty().get());
    } else if (event.getCode() == KeyCode.SLASH) {
      filter.requestFocus();
    } else if (event.getCode() == KeyCode.C && !event.isShiftDown()) {
      detail.openChart();
    } else {
      return false;
    }
    return true;
  }

  /** All rows while they leave the detail its room, at most a little less than half. */
  private static double tableHeight(int rows, double room) {
    double wanted = HEADER + ROW * Math.max(4, rows);
    double most = Math.max(HEADER + 4 * ROW, 0.44 * room);
    double fitting = HEADER + ROW * Math.floor((most - HEADER) / ROW);
    return Math.min(wanted, fitting);
  }

  private void buildSegments() {
    ToggleGroup group = new ToggleGroup();
    for (Show show : Show.values()) {
      ToggleButton segment = new ToggleButton(show.word());
      segment.getStyleClass().add("segment");
      segment.setToggleGroup(group);
      segment.setOnAction(event -> {
        segment.setSelected(true);
        model.showProperty().set(show);
      });
      segments.put(show, segment);
      segmentBox.getChildren().add(segment);
    }
    model
        .showProperty()
        .subscribe(show -> segments.forEach((one, s) -> s.setSelected(one == show)));
  }

  private void showCounts() {
    filterCount.setText("%d of %d".formatted(model.listed().size(), model.count()));
    segments.forEach((show, segment) -> {
      long count = model.count(show);
      boolean counted = count > 0 && (show == Show.ACTIVE || show == Show.NEEDS_YOU);
      segment.setText(counted ? show.word() + " " + Figures.count(count) : show.word());
    });
  }

  private void chosen(@Nullable RunRow row) {
    if (row != null) {
      model.selectedProperty().set(row);
    }
  }

  private void select(@Nullable RunRow row) {
    if (row != null && table.getSelectionModel().getSelectedItem() != row) {
      table.getSelectionModel().select(row);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a node is equal to itself alone
  private void showState(State state) {
    Scene scene = table.getScene();
    boolean leaves =
        scene != null && scene.getFocusOwner() == empty.button() && state == State.RUNS;
    list.setVisible(state == State.RUNS);
    if (leaves) {
      // or the focus would go to whatever comes next, which is a text field
      table.requestFocus();
    }
    empty.setVisible(state == State.NO_RUNS);
    loading.setVisible(state == State.STARTING);
  }
}
