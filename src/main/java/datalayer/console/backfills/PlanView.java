package datalayer.console.backfills;

import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.console.fx.Figures;
import datalayer.console.fx.Fxml;
import datalayer.console.fx.Times;
import datalayer.console.plan.EquivalentCommand;
import datalayer.console.plan.PlanFigures;
import datalayer.console.plan.Planning;
import datalayer.console.plan.Planning.Figure;
import datalayer.console.plan.Planning.State;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Mark;
import datalayer.market.Timeframe;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The plan dialog: left the question, right the answer. */
@SuppressWarnings("NullAway.Init") // the fields are filled by the FXML
public final class PlanView {

  private static final PseudoClass OLD = PseudoClass.getPseudoClass("old");
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final PlanViewModel model;
  private final Planning planning;
  private final Runnable close;
  private final Consumer<String> copy;
  private final Parent root;
  private InstrumentField instruments;

  @FXML private StackPane layer;
  @FXML private Button closeIcon;
  @FXML private HBox timeframes;
  @FXML private VBox instrumentBox;
  @FXML private Label instrumentHint;
  @FXML private TextField from;
  @FXML private Label fromHint;
  @FXML private TextField to;
  @FXML private Label toHint;
  @FXML private RadioButton missing;
  @FXML private RadioButton changed;
  @FXML private RadioButton everything;
  @FXML private TextField lanes;
  @FXML private Button fewerLanes;
  @FXML private Button moreLanes;
  @FXML private Label lanesHint;
  @FXML private VBox answer;
  @FXML private Label planName;
  @FXML private GlyphView planMark;
  @FXML private Label planState;
  @FXML private Label rows;
  @FXML private Label files;
  @FXML private Label requests;
  @FXML private Label download;
  @FXML private Label held;
  @FXML private Label time;
  private final Tooltip timeBasis = new Tooltip();
  @FXML private VBox table;
  @FXML private VBox remarks;
  @FXML private Label command;
  @FXML private Button copyCommand;
  @FXML private Button copyYaml;
  @FXML private Button closeButton;
  @FXML private Button run;
  @FXML private Label unasked;

  public PlanView(PlanViewModel model, Runnable close, Consumer<String> copy) {
    this.model = model;
    planning = model.planning();
    this.close = close;
    this.copy = copy;
    root = Fxml.load(this);
  }

  public Parent root() {
    return root;
  }

  /** What has the focus first. */
  public Node first() {
    return instruments.first();
  }

  @FXML
  void initialize() {
    PlanForm form = model.form();
    instruments = new InstrumentField(form, layer);
    instrumentBox.getChildren().add(1, instruments);
    for (Timeframe timeframe : Timeframe.values()) {
      CheckBox box = new CheckBox(timeframe.label());
      box.setId("plan-" + timeframe.label());
      box.selectedProperty().bindBidirectional(form.chosenProperty(timeframe));
      box.selectedProperty().subscribe(chosen -> showInstrumentHint());
      timeframes.getChildren().add(box);
    }
    from.textProperty().bindBidirectional(form.fromProperty());
    to.textProperty().bindBidirectional(form.toProperty());
    hint(from, fromHint, form.fromProblemProperty(), "first bar included");
    hint(to, toHint, form.toProblemProperty(), "not included");
    bindLoad(form);
    bindLanes(form);
    form.instruments().addListener((Observable list) -> showInstrumentHint());
    form.typedProblemProperty().subscribe(problem -> showInstrumentHint());
    closeIcon.setOnAction(event -> close.run());
    closeButton.setOnAction(event -> close.run());
    run.setOnAction(event -> planning.run());
    run.disableProperty().bind(planning.runnableProperty().not());
    copyCommand.setOnAction(event -> copy.accept(command.getText()));
    copyYaml.managedProperty().bind(copyYaml.visibleProperty());
    layer.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    planning.stateProperty().subscribe(this::showState);
    planning.planProperty().subscribe(this::showPlan);
    planning.changedProperty().subscribe(this::showChanged);
  }

  private void bindLoad(PlanForm form) {
    missing.setOnAction(event -> form.loadProperty().set(Load.MISSING));
    changed.setOnAction(event -> form.loadProperty().set(Load.CHANGED));
    everything.setOnAction(event -> form.loadProperty().set(Load.EVERYTHING));
    form.loadProperty()
        .subscribe(load -> {
          missing.setSelected(load == Load.MISSING);
          changed.setSelected(load == Load.CHANGED);
          everything.setSelected(load == Load.EVERYTHING);
        });
  }

  private void bindLanes(PlanForm form) {
    fewerLanes.setOnAction(event -> lanes(form, form.lanesProperty().get() - 1));
    moreLanes.setOnAction(event -> lanes(form, form.lanesProperty().get() + 1));
    lanes.setOnKeyPressed(event -> {
      int step = event.getCode() == KeyCode.UP ? 1 : event.getCode() == KeyCode.DOWN ? -1 : 0;
      if (step != 0) {
        lanes(form, form.lanesProperty().get() + step);
        event.consume();
      }
    });
    lanes
        .textProperty()
        .addListener((observed, before, now) -> {
          if (now.matches("\\d{1,2}")) {
            lanes(form, Integer.parseInt(now));
          }
        });
    form.lanesProperty()
        .subscribe(count -> {
          lanes.setText(count.toString());
          lanesHint.setText(
              "never more than " + Figures.count(count.intValue(), "chunk", "chunks") + " at once");
        });
  }

  private static void lanes(PlanForm form, int wanted) {
    form.lanesProperty().set(Math.clamp(wanted, 1, PlanForm.MOST_LANES));
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
      planning.run();
      event.consume();
    } else if (event.isShortcutDown() && event.isShiftDown() && event.getCode() == KeyCode.C) {
      copy.accept(command.getText());
      event.consume();
    }
  }

  private static void hint(TextField field, Label hint, StringProperty problem, String usual) {
    problem.subscribe(text -> {
      hint.setText(text.isEmpty() ? usual : text);
      hint.pseudoClassStateChanged(DANGER, !text.isEmpty());
      field.pseudoClassStateChanged(DANGER, !text.isEmpty());
    });
  }

  private void showInstrumentHint() {
    String problem = model.form().typedProblemProperty().get();
    int count = model.form().instruments().size();
    int frames = model.form().chosenTimeframes().size();
    String product =
        "%s × %s = %s series"
            .formatted(
                Figures.count(count, "instrument", "instruments"),
                Figures.count(frames, "timeframe", "timeframes"),
                Figures.count((long) count * frames));
    instrumentHint.setText(problem.isEmpty() ? product : problem);
    instrumentHint.pseudoClassStateChanged(DANGER, !problem.isEmpty());
  }

  private void showState(State state) {
    answer.pseudoClassStateChanged(OLD, state != State.READY && state != State.STARTING);
    boolean shown = planning.planProperty().get() != null;
    unasked.setVisible(!shown && state != State.FAILED);
    unasked.setText(
        state == State.COMPUTING
            ? "Working the plan out…"
            : "Choose instruments and a range; the plan appears here.");
    answer.setVisible(shown);
    switch (state) {
      case UNASKED -> state(Mark.NONE, "");
      case COMPUTING -> state(Mark.RUNNING, "working it out");
      case READY -> state(Mark.COMPLETE, workedOut());
      case STARTING -> state(Mark.RUNNING, "starting");
      case FAILED -> state(Mark.FAILED, "no plan");
    }
    PlanTexts.showRemarks(
        remarks,
        planning.planProperty().get(),
        planning.driftProperty().get(),
        state == State.FAILED ? planning.problemProperty() : null);
    if (state == State.FAILED && !shown) {
      unasked.setVisible(true);
      unasked.setText(planning.problemProperty().get());
    }
  }

  private void state(Mark mark, String text) {
    planMark.setMark(mark);
    planState.setText(text);
  }

  private String workedOut() {
    Plan plan = planning.planProperty().get();
    return plan == null ? "" : "worked out at " + Times.clock(plan.madeAt());
  }

  private Map<Figure, Label> figures() {
    return Map.of(
        Figure.ROWS, rows,
        Figure.FILES, files,
        Figure.REQUESTS, requests,
        Figure.BYTES, download,
        Figure.HELD, held);
  }

  private void showChanged(Set<Figure> changed) {
    figures()
        .forEach(
            (figure, label) -> label.pseudoClassStateChanged(CHANGED, changed.contains(figure)));
  }

  private void showPlan(@Nullable Plan plan) {
    if (plan == null) {
      return;
    }
    planName.setText("Plan " + plan.id());
    figures().forEach((figure, label) -> label.setText(PlanFigures.text(plan, figure)));
    time.setText(PlanFigures.time(plan));
    time.setTooltip(timeBasis);
    timeBasis.setText(PlanFigures.basis(plan));
    PlanTexts.showSeries(table, plan);
    EquivalentCommand same = EquivalentCommand.of(plan, model.known());
    command.setText(same.line());
    copyYaml.setVisible(!same.yaml().isEmpty());
    copyYaml.setText("Copy " + plan.id() + ".yaml");
    copyYaml.setOnAction(event -> copy.accept(same.yaml()));
  }
}
