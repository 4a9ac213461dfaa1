package datalayer.console.backfills;

import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkState;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.console.fx.Figures;
import datalayer.console.fx.FocusFrame;
import datalayer.console.fx.Fxml;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Icon;
import datalayer.console.theme.IconView;
import datalayer.console.theme.Theme;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The run that is selected: key figures, lanes, and one of its chunks. */
@SuppressWarnings("NullAway.Init") // the fields are filled by the FXML
final class RunDetailView {

  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final BackfillsViewModel model;
  private final BackfillsActions actions;
  private final LanesCanvas lanes;
  private final ChunkView chunkView;
  private final Parent root;
  private Subscription following = () -> {};
  private @Nullable RunProgress run;
  private String chosenChunk = "";
  private boolean chosenByHand;
  private final Tooltip heldByMore = new Tooltip();

  @FXML private Label id;
  @FXML private Label title;
  @FXML private GlyphView mark;
  @FXML private Label state;
  @FXML private Button chart;
  @FXML private Button pause;
  @FXML private IconView pauseIcon;
  @FXML private Button retry;
  @FXML private Button cancel;
  @FXML private Label chunks;
  @FXML private Label chunksOf;
  @FXML private Label landed;
  @FXML private Label landedOf;
  @FXML private Label downloaded;
  @FXML private Label timeName;
  @FXML private Label time;
  @FXML private Label heldBy;
  @FXML private Label retries;
  @FXML private Label failed;
  @FXML private Hyperlink nextFailed;
  @FXML private HBox outcomeLine;
  @FXML private GlyphView outcomeMark;
  @FXML private Label outcome;
  @FXML private VBox lanesBox;
  @FXML private BorderPane body;

  RunDetailView(BackfillsViewModel model, ObservableValue<Theme> theme, BackfillsActions actions) {
    this.model = model;
    this.actions = actions;
    lanes = new LanesCanvas(theme, this::choose);
    chunkView = new ChunkView(actions);
    root = Fxml.load(this);
    model.selectedProperty().subscribe(this::follow);
  }

  Parent root() {
    return root;
  }

  @FXML
  void initialize() {
    StackPane framed = new StackPane(lanes, new FocusFrame(lanes));
    VBox.setVgrow(framed, Priority.ALWAYS);
    lanesBox.getChildren().add(framed);
    body.setRight(chunkView.root());
    chart.setOnAction(event -> openChart());
    pause.setOnAction(event -> onRow(model::pauseOrResume));
    retry.setOnAction(event -> onRow(model::retry));
    cancel.setOnAction(event -> askToCancel());
    heldBy.setTooltip(heldByMore);
    pause.managedProperty().bind(pause.visibleProperty());
    retry.managedProperty().bind(retry.visibleProperty());
    nextFailed.setOnAction(event -> chooseNextFailed());
    outcomeLine.managedProperty().bind(outcomeLine.visibleProperty());
    cancel.managedProperty().bind(cancel.visibleProperty());
    nextFailed.managedProperty().bind(nextFailed.visibleProperty());
  }

  void narrow(boolean value) {
    root.pseudoClassStateChanged(NARROW, value);
  }

  /** Shows the first series of the run, or that of the chunk that was chosen. */
  void openChart() {
    if (run != null) {
      ChunkProgress chunk = chunk();
      actions
          .openChart()
          .accept(chunk == null ? run.request().series().getFirst() : chunk.series());
    }
  }

  void askToCancel() {
    RunRow row = model.selectedProperty().get();
    if (row != null && !row.stateProperty().get().isOver()) {
      CancelDialog dialog =
          new CancelDialog(
              row.run(),
              actions.dialogs()::close,
              () -> {
                actions.dialogs().close();
                model.cancel(row);
              });
      actions.dialogs().show(dialog, dialog.first(), () -> {});
    }
  }

  private void onRow(Consumer<RunRow> act) {
    RunRow row = model.selectedProperty().get();
    if (row != null) {
      act.accept(row);
    }
  }

  private void follow(@Nullable RunRow row) {
    following.unsubscribe();
    chosenChunk = "";
    chosenByHand = false;
    root.setVisible(row != null);
    if (row != null) {
      following = row.runProperty().subscribe(this::show);
    }
  }

  private void show(RunProgress newest) {
    run = newest;
    RunState now = newest.state();
    id.setText(newest.id());
    title.setText(newest.title());
    mark.setMark(RunRow.mark(now));
    state.setText(RunRow.word(now));
    cancel.setVisible(!now.isOver());
    pause.setVisible(now == RunState.RUNNING || now == RunState.PAUSED);
    pause.setText(now == RunState.PAUSED ? "Resume" : "Pause");
    pauseIcon.setIcon(now == RunState.PAUSED ? Icon.PLAY : Icon.PAUSE);
    long failing = RunRow.failedChunks(newest);
    retry.setVisible(failing > 0 && now != RunState.PAUSED);
    retry.setText("Retry failed " + Figures.count(failing));
    chunks.setText(Figures.count(newest.chunksDone()));
    chunksOf.setText("of " + Figures.count(newest.chunksTotal()));
    landed.setText(Figures.count(newest.rowsLanded()));
    landedOf.setText("of " + Figures.count(newest.rowsPlanned()));
    downloaded.setText(Figures.bytes(newest.bytesDownloaded()));
    timeName.setText(now.isOver() ? "Took" : "Time left");
    time.setText(now.isOver() ? RunRow.took(newest) : RunRow.timeLeft(newest));
    HeldBy held = HeldBy.of(newest);
    heldBy.setText(held.what());
    heldByMore.setText(held.more());
    retries.setText(Figures.count(newest.retries()));
    failed.setText(Figures.count(RunRow.failedChunks(newest)));
    nextFailed.setVisible(RunRow.failedChunks(newest) > 0);
    outcome.setText(newest.outcome());
    outcomeMark.setMark(RunRow.mark(now));
    outcomeLine.setVisible(!newest.outcome().isEmpty() && now != RunState.COMPLETE);
    showLanes(newest);
  }

  private void showLanes(RunProgress newest) {
    Lanes shown = Lanes.of(newest, model.now());
    if (!chosenByHand) {
      ChunkProgress interesting = shown.mostInteresting();
      chosenChunk = interesting == null ? "" : interesting.id();
    }
    lanes.show(shown, chosenChunk);
    chunkView.show(chunk());
  }

  private void choose(ChunkProgress chunk) {
    chosenByHand = true;
    chosenChunk = chunk.id();
    if (run != null) {
      showLanes(run);
    }
  }

  private void chooseNextFailed() {
    if (run == null) {
      return;
    }
    List<ChunkProgress> all =
        run.chunks().stream().filter(chunk -> chunk.state() == ChunkState.FAILED).toList();
    int at = 0;
    for (int i = 0; i < all.size(); i++) {
      at = all.get(i).id().equals(chosenChunk) ? i + 1 : at;
    }
    choose(all.get(at % all.size()));
  }

  private @Nullable ChunkProgress chunk() {
    return run == null
        ? null
        : run.chunks().stream()
            .filter(one -> one.id().equals(chosenChunk))
            .findFirst()
            .orElse(null);
  }
}
