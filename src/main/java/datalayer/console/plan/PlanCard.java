package datalayer.console.plan;

import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.console.fx.Figures;
import datalayer.console.fx.Times;
import datalayer.console.plan.Planning.Figure;
import datalayer.console.plan.Planning.State;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Icon;
import datalayer.console.theme.Mark;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The plan for what was selected, on a card in the layer over the canvas. It is there while its
 * model is about something.
 */
public final class PlanCard extends VBox {

  public static final double WIDTH = 372;

  private static final PseudoClass OLD = PseudoClass.getPseudoClass("old");
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

  private final PlanCardViewModel model;
  private final Label title = label("", "card-title");
  private final Label scope = label("", "muted");
  private final Map<Load, ToggleButton> loads = new EnumMap<>(Load.class);
  private final Map<Figure, Label> figures = new EnumMap<>(Figure.class);
  private final Label time = label(Figures.UNKNOWN, "plan-value");
  private final Tooltip timeBasis = new Tooltip();
  private final VBox answer = new VBox();
  private final VBox remarks = new VBox();
  private final Label command = label("", "mono");
  private final Button run = new Button("Run repair");
  private Subscription following = () -> {};

  public PlanCard(PlanCardViewModel model) {
    this.model = model;
    setId("planCard");
    getStyleClass().addAll("dialog", "plan-card");
    setMinWidth(WIDTH);
    setMaxWidth(WIDTH);
    scope.getStyleClass().add("card-scope");
    scope.setWrapText(true);
    scope.setMinHeight(USE_PREF_SIZE);
    remarks.getStyleClass().add("remarks");
    answer.getStyleClass().add("plan-answer");
    answer
        .getChildren()
        .addAll(
            line(
                figure("Bars to land", Figure.ROWS),
                figure("Archive files", Figure.FILES),
                figure("REST requests", Figure.REQUESTS)),
            line(
                figure("Download", Figure.BYTES),
                figure("Have already", Figure.HELD),
                cell("Time", time)));
    getChildren().addAll(head(), segments(), answer, hairline(), remarks, code(), foot());
    visibleProperty().bind(model.repairProperty().isNotNull());
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    model.repairProperty().subscribe(this::showRepair);
    model.planningProperty().subscribe(this::follow);
    model.loadProperty().subscribe(load -> loads.forEach((l, b) -> b.setSelected(l == load)));
  }

  /** What has the focus when the card was asked for by keyboard. */
  public Node first() {
    return run;
  }

  private Node head() {
    Button close = new Button("", Icon.CLOSE.node(15));
    close.getStyleClass().addAll("icon-button", "tiny");
    close.setAccessibleText("Close");
    close.setTooltip(new Tooltip("Close  Esc"));
    close.setOnAction(event -> model.hide());
    HBox first = new HBox(8, title, space(), close);
    first.setAlignment(Pos.CENTER_LEFT);
    return new VBox(2, first, scope);
  }

  private Node segments() {
    HBox box = new HBox();
    box.getStyleClass().addAll("segments", "wide");
    Map<Load, String> words =
        Map.of(
            Load.MISSING, "Missing only",
            Load.CHANGED, "+ changed files",
            Load.EVERYTHING, "Everything");
    for (Load load : List.of(Load.MISSING, Load.CHANGED, Load.EVERYTHING)) {
      ToggleButton segment = new ToggleButton(words.get(load));
      segment.setId("card-" + load.label());
      segment.getStyleClass().add("segment");
      segment.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(segment, Priority.ALWAYS);
      segment.setOnAction(event -> {
        segment.setSelected(true);
        model.loadProperty().set(load);
      });
      loads.put(load, segment);
      box.getChildren().add(segment);
    }
    return box;
  }

  private Node code() {
    Button copy = new Button("", Icon.COPY.node(15));
    copy.getStyleClass().addAll("icon-button", "tiny");
    copy.setAccessibleText("Copy the command");
    copy.setTooltip(new Tooltip("Copy the command  Ctrl Shift C"));
    copy.setOnAction(event -> model.copy(command.getText()));
    command.setId("cardCommand");
    command.setWrapText(true);
    command.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(command, Priority.ALWAYS);
    HBox box = new HBox(command, copy);
    box.getStyleClass().add("code");
    return box;
  }

  private Node foot() {
    Button more = new Button("More…");
    more.setId("planMore");
    more.getStyleClass().add("quiet");
    more.setTooltip(new Tooltip("Every field of the plan"));
    more.setOnAction(event -> model.more());
    Button cancel = new Button("Cancel");
    cancel.setTooltip(new Tooltip("Close without running it  Esc"));
    cancel.setOnAction(event -> model.hide());
    run.setId("runRepair");
    run.getStyleClass().add("accent");
    run.setTooltip(new Tooltip("Run exactly this plan  Ctrl Enter"));
    run.setOnAction(event -> model.run());
    HBox foot = new HBox(8, more, space(), cancel, run);
    foot.setAlignment(Pos.CENTER_LEFT);
    return foot;
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
      model.run();
    } else if (event.isShortcutDown() && event.isShiftDown() && event.getCode() == KeyCode.C) {
      model.copy(command.getText());
    } else if (event.getCode() == KeyCode.ESCAPE) {
      model.hide();
    } else {
      return;
    }
    event.consume();
  }

  private void showRepair(@Nullable Repair repair) {
    if (repair != null) {
      title.setText(repair.title());
      scope.setText(repair.scope());
    }
  }

  private void follow(@Nullable Planning planning) {
    following.unsubscribe();
    if (planning == null) {
      run.disableProperty().unbind();
      return;
    }
    run.disableProperty().bind(planning.runnableProperty().not());
    following =
        Subscription.combine(
            planning.planProperty().subscribe(this::showPlan),
            planning.stateProperty().subscribe(state -> showState(planning, state)),
            planning
                .changedProperty()
                .subscribe(changed ->
                    figures.forEach((figure, label) ->
                        label.pseudoClassStateChanged(CHANGED, changed.contains(figure)))));
  }

  private void showPlan(@Nullable Plan plan) {
    figures.forEach((figure, label) ->
        label.setText(plan == null ? Figures.UNKNOWN : PlanFigures.text(plan, figure)));
    time.setText(plan == null ? Figures.UNKNOWN : PlanFigures.time(plan));
    time.setTooltip(plan == null ? null : timeBasis);
    timeBasis.setText(plan == null ? "" : PlanFigures.basis(plan));
    command.setText(plan == null ? "" : model.command(plan).line());
  }

  private void showState(Planning planning, State state) {
    answer.pseudoClassStateChanged(OLD, state == State.COMPUTING || state == State.FAILED);
    Plan plan = planning.planProperty().get();
    List<Node> lines = new ArrayList<>();
    if (state == State.FAILED) {
      lines.add(remark(Mark.FAILED, planning.problemProperty().get()));
    } else if (state == State.COMPUTING || plan == null) {
      lines.add(remark(Mark.RUNNING, "Working the plan out…"));
    } else {
      if (!planning.driftProperty().get().isEmpty()) {
        lines.add(remark(Mark.WARNING, planning.driftProperty().get()));
      }
      if (plan.chunks() == 0) {
        lines.add(remark(Mark.COMPLETE, "There is nothing to do: every bar asked for is here."));
      } else {
        Mark mark = PlanFigures.overwrites(plan) ? Mark.WARNING : Mark.COMPLETE;
        lines.add(remark(mark, PlanFigures.overwriting(plan)));
      }
      plan.remarks().stream().limit(2).forEach(text -> lines.add(remark(Mark.WARNING, text)));
      lines.add(
          remark(
              state == State.STARTING ? Mark.RUNNING : Mark.STALE,
              state == State.STARTING
                  ? "Starting " + plan.id()
                  : "Plan %s, made %s · runs exactly as shown"
                      .formatted(plan.id(), Times.clock(plan.madeAt()))));
    }
    remarks.getChildren().setAll(lines);
  }

  private Node figure(String name, Figure figure) {
    Label value = label(Figures.UNKNOWN, "plan-value");
    value.setId("card-" + figure.name().toLowerCase(java.util.Locale.ROOT));
    figures.put(figure, value);
    return cell(name, value);
  }

  private static Node cell(String name, Label value) {
    VBox cell = new VBox(label(name, "key-name"), value);
    cell.getStyleClass().add("card-cell");
    return cell;
  }

  private static HBox line(Node... cells) {
    HBox line = new HBox(cells);
    line.getStyleClass().add("plan-figures");
    return line;
  }

  private static Node remark(Mark mark, String text) {
    Label label = label(text, "remark-text");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    HBox line = new HBox(new GlyphView(mark), label);
    line.getStyleClass().add("remark");
    return line;
  }

  private static Region hairline() {
    Region line = new Region();
    line.getStyleClass().add("hairline");
    return line;
  }

  private static Label label(String text, String styleClass) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    return label;
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }
}
