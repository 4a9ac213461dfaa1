package datalayer.console.chart;

import datalayer.console.chart.ChartViewModel.State;
import datalayer.console.fx.FocusFrame;
import datalayer.console.fx.Leaving;
import datalayer.console.fx.Names;
import datalayer.console.plan.CardLayer;
import datalayer.console.plan.PlanCard;
import datalayer.console.theme.EmptyState;
import datalayer.console.theme.ErrorState;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.LoadingState;
import datalayer.console.theme.Mark;
import datalayer.console.theme.Theme;
import datalayer.market.Series;
import datalayer.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The chart screen. */
@SuppressWarnings("NullAway.Init") // the fields are filled by the FXML
public final class ChartView {

  /** Below this the side panel gives some room to the chart. */
  private static final double NARROW = 1230;

  private static final String FALLS = "\u25bc ";
  private static final String RISES = "\u25b2 ";

  private final ChartViewModel model;
  private final ChartActions actions;
  private final SidePanelView panel;
  private final ChartCanvas canvas;
  private final PlanCard planCard;
  private final List<ToggleButton> segments = new ArrayList<>();
  private final GlyphView liveMark = new GlyphView();

  @FXML private Button search;
  @FXML private Label searchText;
  @FXML private HBox timeframes;
  @FXML private TextField date;
  @FXML private Label dateProblem;
  @FXML private Label live;
  @FXML private BorderPane main;
  @FXML private VBox pane;
  @FXML private VBox legend;
  @FXML private Label symbol;
  @FXML private Label subtitle;
  @FXML private HBox figures;
  @FXML private Label open;
  @FXML private Label high;
  @FXML private Label low;
  @FXML private Label close;
  @FXML private Label change;
  @FXML private Label volume;
  @FXML private HBox tradesBox;
  @FXML private Label trades;
  @FXML private Label source;
  @FXML private Label note;
  @FXML private EmptyState empty;
  @FXML private ErrorState error;
  @FXML private LoadingState loading;

  public ChartView(ChartViewModel model, ObservableValue<Theme> theme, ChartActions actions) {
    this.model = model;
    this.actions = actions;
    panel = new SidePanelView(model, theme, actions);
    canvas = new ChartCanvas(model, theme);
    planCard = new PlanCard(model.repairs().card());
  }

  @FXML
  void initialize() {
    CardLayer cards = new CardLayer(planCard, canvas::subject, canvas::cards);
    StackPane drawing = new StackPane(canvas, new FocusFrame(canvas), cards);
    drawing.setMinHeight(0);
    VBox.setVgrow(drawing, Priority.ALWAYS);
    pane.getChildren().add(drawing);
    model.viewport().scaleProperty().subscribe(cards::requestLayout);
    model.repairs().card().repairProperty().subscribe(cards::requestLayout);
    main.setRight(panel.root());
    main.widthProperty().subscribe(width -> panel.narrow(width.doubleValue() < NARROW));
    search.setOnAction(event -> actions.search().run());
    buildSegments();
    date.setOnAction(event -> goToDate());
    Leaving.to(canvas, date);
    date.textProperty().subscribe(typed -> dateProblem.setText(""));
    live.setGraphic(liveMark);
    model.live().runningProperty().subscribe(this::showLive);
    model.live().holeProperty().subscribe(this::showLive);
    empty.button().setOnAction(event -> actions.newBackfill().run());
    String nothing = empty.getSentence();
    model.onItsWayProperty().subscribe(on -> empty.setSentence(on.isEmpty() ? nothing : on));
    error.button().setOnAction(event -> model.retry());
    error.messageProperty().bind(model.problemProperty());
    loading.stop().setOnAction(event -> model.stop());
    model.seriesProperty().subscribe(this::showSeries);
    model.choices().subscribe(this::showTimeframes);
    model.legendProperty().subscribe(this::showLegend);
    model.stateProperty().subscribe(this::showState);
  }

  /** What has the focus when the screen is opened. */
  public Node first() {
    return canvas;
  }

  /** The keys of this screen, outside text fields; whether the key meant something. */
  public boolean handle(KeyEvent event) {
    if (event.isShortcutDown()) {
      if (event.getCode() == KeyCode.B) {
        panel.toggle();
        return true;
      }
      if (event.getCode() == KeyCode.ENTER) {
        model.repairs().card().run();
        return true;
      }
      return false;
    }
    Viewport viewport = model.viewport();
    switch (event.getCode()) {
      case DIGIT1 -> model.open(Timeframe.M1);
      case DIGIT2 -> model.open(Timeframe.M5);
      case DIGIT3 -> model.open(Timeframe.M15);
      case DIGIT4 -> model.open(Timeframe.H1);
      case PLUS, EQUALS, ADD -> viewport.step(true);
      case MINUS, SUBTRACT -> viewport.step(false);
      case DIGIT0, NUMPAD0 -> viewport.fit();
      case HOME -> viewport.oldest();
      case END -> viewport.newest();
      case OPEN_BRACKET -> viewport.gap(false);
      case CLOSE_BRACKET -> viewport.gap(true);
      case T -> date.requestFocus();
      case R -> model.repairs().atCursor();
      case SLASH -> actions.search().run();
      case N -> actions.newBackfill().run();
      case ESCAPE -> {
        return leave();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Closes the card, else takes the cursor away; whether there was either. */
  private boolean leave() {
    Viewport viewport = model.viewport();
    boolean card = model.repairs().card().repairProperty().get() != null;
    boolean cursor = viewport.cursorProperty().get() != Viewport.NOWHERE;
    canvas.requestFocus();
    if (card) {
      model.repairs().card().hide();
    } else {
      viewport.unpoint();
    }
    return card || cursor;
  }

  /** Lets the time to close of the running bar go on. */
  public void tick() {
    canvas.tick();
    panel.tick();
    showLive();
  }

  /** Whether the series that is shown is live, in a word. */
  private void showLive() {
    RunningBar bar = model.live().runningProperty().get();
    LiveHole hole = model.live().holeProperty().get();
    live.setVisible(bar != null);
    if (bar == null) {
      return;
    }
    boolean late = hole != null && hole.isOpen();
    boolean old = bar.isOld(model.now());
    liveMark.setMark(old ? Mark.STALE : late ? Mark.LATE : Mark.COMPLETE);
    live.setText(old ? "No data, " + bar.says(model.now()) : late ? hole.words() : "Live");
  }

  private void goToDate() {
    try {
      model.goTo(date.getText());
      date.clear();
      canvas.requestFocus();
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      dateProblem.setText(message == null ? "" : message);
    }
  }

  private void buildSegments() {
    ToggleGroup group = new ToggleGroup();
    for (Timeframe timeframe : Timeframe.values()) {
      ToggleButton segment = new ToggleButton(timeframe.label());
      segment.setId("timeframe-" + timeframe.label());
      segment.getStyleClass().add("segment");
      segment.setToggleGroup(group);
      segment.setUserData(timeframe);
      segment.setOnAction(event -> {
        model.open(timeframe);
        showTimeframes();
      });
      segments.add(segment);
    }
    timeframes.getChildren().setAll(segments);
  }

  private void showSeries(@Nullable Series series) {
    searchText.setText(
        series == null
            ? "Choose a series"
            : "%s · %s"
                .formatted(
                    series.instrument().shortSymbol(), Names.venueAndType(series.instrument())));
    showTimeframes();
  }

  private void showTimeframes() {
    Series series = model.seriesProperty().get();
    for (ToggleButton segment : segments) {
      Timeframe timeframe = (Timeframe) segment.getUserData();
      segment.setDisable(!model.has(timeframe));
      segment.setSelected(series != null && series.timeframe() == timeframe);
    }
  }

  private void showLegend(Legend shown) {
    symbol.setText(shown.symbol());
    subtitle.setText(shown.subtitle());
    boolean bar = shown.note().isEmpty() && !shown.symbol().isEmpty();
    figures.setVisible(bar);
    note.setVisible(!bar);
    note.setText(shown.note());
    open.setText(shown.open());
    high.setText(shown.high());
    low.setText(shown.low());
    close.setText(shown.close());
    change.setText((shown.rises() ? RISES : FALLS) + shown.change());
    change.getStyleClass().setAll("label", shown.rises() ? "up" : "down");
    volume.setText(shown.volume());
    trades.setText(shown.trades());
    tradesBox.setVisible(!shown.trades().isEmpty());
    tradesBox.setManaged(!shown.trades().isEmpty());
    source.setText(shown.source());
  }

  private void showState(State state) {
    legend.setVisible(state == State.READY);
    empty.setVisible(state == State.NO_BARS);
    error.setVisible(state == State.FAILED);
    loading.setVisible(state == State.LOADING || state == State.STARTING);
    date.setDisable(state != State.READY);
  }
}
