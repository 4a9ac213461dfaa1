package datalayer.console.coverage;

import datalayer.console.coverage.CoverageViewModel.State;
import datalayer.console.fx.FocusFrame;
import datalayer.console.fx.Leaving;
import datalayer.console.plan.CardLayer;
import datalayer.console.plan.PlanCard;
import datalayer.console.theme.EmptyState;
import datalayer.console.theme.ErrorState;
import datalayer.console.theme.LoadingState;
import datalayer.console.theme.Theme;
import datalayer.market.Gap;
import datalayer.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The coverage screen. */
@SuppressWarnings("NullAway.Init") // the fields are filled by the FXML
public final class CoverageView {

  /** Below this the age of the picture gives way to what can be pressed. */
  private static final double ROOMY = 1150;

  private final CoverageViewModel model;
  private final CoverageActions actions;
  private final HeatmapCanvas canvas;
  private final PlanCard planCard;
  private final CellCard cellCard;
  private final List<ToggleButton> frames = new ArrayList<>();

  @FXML private BorderPane main;
  @FXML private TextField filter;
  @FXML private Label filterCount;
  @FXML private HBox timeframes;
  @FXML private HBox zooms;
  @FXML private ToggleButton onlyProblems;
  @FXML private Label refreshed;
  @FXML private Label summary;
  @FXML private StackPane stack;
  @FXML private EmptyState empty;
  @FXML private EmptyState nothing;
  @FXML private ErrorState error;
  @FXML private LoadingState loading;

  public CoverageView(
      CoverageViewModel model, ObservableValue<Theme> theme, CoverageActions actions) {
    this.model = model;
    this.actions = actions;
    canvas = new HeatmapCanvas(model, theme);
    planCard = new PlanCard(model.cursor().card());
    cellCard = new CellCard(model.cursor(), theme, actions);
  }

  @FXML
  void initialize() {
    stack
        .getChildren()
        .addAll(
            0,
            List.of(
                canvas,
                new FocusFrame(canvas),
                new CardLayer(cellCard, canvas::subject, this::area),
                new CardLayer(planCard, canvas::subject, this::area),
                scrollBar()));
    model.revisionProperty().subscribe(this::placeCards);
    model.cursor().selectionProperty().subscribe(this::placeCards);
    model.cursor().explainedProperty().subscribe(this::placeCards);
    buildFrames();
    buildZooms();
    filter.textProperty().bindBidirectional(model.filterProperty());
    Leaving.to(canvas, filter);
    filterCount.textProperty().bind(model.listedProperty());
    onlyProblems.selectedProperty().bindBidirectional(model.onlyProblemsProperty());
    refreshed.textProperty().bind(model.refreshedProperty());
    refreshed.visibleProperty().bind(main.widthProperty().greaterThan(ROOMY));
    refreshed.managedProperty().bind(refreshed.visibleProperty());
    summary.textProperty().bind(model.summaryProperty());
    error.messageProperty().bind(model.problemProperty());
    error.button().setOnAction(event -> model.retry());
    empty.button().setOnAction(event -> actions.newBackfill().run());
    nothing
        .button()
        .setOnAction(event -> {
          model.filterProperty().set("");
          model.onlyProblemsProperty().set(false);
        });
    model.stateProperty().subscribe(this::showState);
    model.rowsProperty().subscribe(this::showState);
    main.visibleProperty()
        .subscribe(visible -> {
          if (visible) {
            model.prepare();
          }
        });
  }

  /** What has the focus when the screen is opened. */
  public Node first() {
    return model.stateProperty().get() == State.NO_SERIES ? empty.button() : canvas;
  }

  /** The keys of this screen, outside text fields; whether the key meant something. */
  public boolean handle(KeyEvent event) {
    if (event.isShortcutDown()) {
      return false;
    }
    if (event.getCode() == KeyCode.SLASH) {
      filter.requestFocus();
    } else if (event.getCode() == KeyCode.N) {
      actions.newBackfill().run();
    } else if (event.getCode() == KeyCode.C) {
      Gap stretch = model.cursor().stretch();
      if (stretch != null) {
        actions.openChart().accept(stretch);
      }
    } else {
      Timeframe frame = frame(event.getCode());
      if (frame == null) {
        return HeatmapKeys.everywhere(model, event);
      }
      model.timeframeProperty().set(frame);
    }
    return true;
  }

  private @Nullable Timeframe frame(KeyCode code) {
    Timeframe wanted =
        switch (code) {
          case DIGIT1 -> Timeframe.M1;
          case DIGIT2 -> Timeframe.M5;
          case DIGIT3 -> Timeframe.M15;
          case DIGIT4 -> Timeframe.H1;
          default -> null;
        };
    return wanted != null && model.has(wanted) ? wanted : null;
  }

  private datalayer.console.plan.CardPlacement.Box area() {
    return canvas.places().cards();
  }

  private void placeCards() {
    planCard.requestLayout();
    cellCard.requestLayout();
    stack
        .getChildren()
        .forEach(node -> {
          if (node instanceof CardLayer layer) {
            layer.requestLayout();
          }
        });
  }

  private ScrollBar scrollBar() {
    ScrollBar bar = new ScrollBar();
    bar.setOrientation(Orientation.VERTICAL);
    bar.setFocusTraversable(false);
    bar.setMaxWidth(10);
    StackPane.setAlignment(bar, javafx.geometry.Pos.CENTER_RIGHT);
    StackPane.setMargin(
        bar, new javafx.geometry.Insets(HeatmapLayout.RULER, 0, HeatmapLayout.LEGEND, 0));
    model
        .revisionProperty()
        .subscribe(() -> {
          HeatmapViewport viewport = model.viewport();
          double most = viewport.mostScroll();
          bar.setVisible(most > 0);
          bar.setMax(most);
          bar.setVisibleAmount(most * viewport.height() / Math.max(1, most + viewport.height()));
          bar.setValue(viewport.scrollY());
        });
    bar.valueProperty()
        .addListener((observed, before, now) -> {
          if (Math.abs(now.doubleValue() - model.viewport().scrollY()) > 0.5) {
            model.viewport().scrollTo(now.doubleValue());
          }
        });
    return bar;
  }

  private void buildFrames() {
    ToggleGroup group = new ToggleGroup();
    int key = 1;
    for (Timeframe timeframe : Timeframe.values()) {
      ToggleButton segment = segment(timeframe.label(), group, timeframe + " bars  " + key++);
      segment.setUserData(timeframe);
      segment.setOnAction(event -> {
        segment.setSelected(true);
        model.timeframeProperty().set(timeframe);
      });
      frames.add(segment);
    }
    timeframes.getChildren().setAll(frames);
    model
        .timeframeProperty()
        .subscribe(now -> frames.forEach(one -> one.setSelected(one.getUserData() == now)));
  }

  private void buildZooms() {
    ToggleGroup group = new ToggleGroup();
    for (Zoom zoom : Zoom.values()) {
      ToggleButton segment = segment(zoom.word(), group, "A cell per " + cell(zoom) + "  + −");
      segment.setId("zoom-" + zoom.word());
      segment.setUserData(zoom);
      segment.setOnAction(event -> {
        segment.setSelected(true);
        int newest = model.viewport().columns() - 1;
        model.cursor().zoomTo(zoom, model.cursor().column().orElse(newest));
        canvas.requestFocus();
      });
      zooms.getChildren().add(segment);
    }
    model
        .viewport()
        .zoomProperty()
        .subscribe(
            now -> group.getToggles().forEach(one -> one.setSelected(one.getUserData() == now)));
  }

  private static String cell(Zoom zoom) {
    return zoom == Zoom.YEAR ? "week" : zoom.word().toLowerCase(java.util.Locale.ROOT);
  }

  private static ToggleButton segment(String text, ToggleGroup group, String tip) {
    ToggleButton segment = new ToggleButton(text);
    segment.getStyleClass().add("segment");
    segment.setToggleGroup(group);
    segment.setTooltip(new Tooltip(tip));
    return segment;
  }

  @SuppressWarnings("ReferenceEquality") // a node is equal to itself alone
  private void showState() {
    State state = model.stateProperty().get();
    boolean none = state == State.READY && model.rows().count() == 0;
    Scene scene = canvas.getScene();
    boolean leaves = scene != null && scene.getFocusOwner() == empty.button();
    canvas.setVisible(state == State.READY && !none);
    if (main.isVisible() && canvas.isVisible() && (leaves || isNobody(scene))) {
      canvas.requestFocus();
    }
    empty.setVisible(state == State.NO_SERIES);
    nothing.setVisible(none);
    nothing.setSentence(
        model.onlyProblemsProperty().get()
            ? "No series that is shown misses a bar."
            : "No series has that name.");
    error.setVisible(state == State.FAILED);
    loading.setVisible(state == State.STARTING);
    frames.forEach(one -> one.setDisable(!model.has((Timeframe) one.getUserData())));
  }

  /** The shell keeps the focus while a screen has nothing to give it to. */
  private static boolean isNobody(@Nullable Scene scene) {
    Node owner = scene == null ? null : scene.getFocusOwner();
    return owner != null && owner.getStyleClass().contains("shell");
  }
}
