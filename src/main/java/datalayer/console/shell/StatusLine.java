package datalayer.console.shell;

import datalayer.console.fx.Figures;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Icon;
import datalayer.console.theme.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * The line at the foot of the window: clock, live connections with the age of their data, the
 * store, the tightest request budget, and how fast rows land.
 */
final class StatusLine extends HBox {

  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final PseudoClass LATE = PseudoClass.getPseudoClass("late");

  /** Below this the date, the store's name and size and the budget's name go. */
  private static final double NARROW = 1300;

  private static final double BUDGET_WIDTH = 72;

  /** Below this the budget goes as well. */
  private static final double TIGHT = 1180;

  /** Room for {@code 59.9 s}, so that what stands behind an age stays where it is. */
  private static final double AGE_WIDTH = 38;

  /** Room for {@code 999 ms}. */
  private static final double LATENCY_WIDTH = 46;

  /** More than these share one field. */
  private static final int MOST_CONNECTIONS = 4;

  private final ShellViewModel model;
  private final HBox connections = new HBox(8);
  private final HBox budget = new HBox(8);
  private final Label budgetName = styled(new Label(), "muted");
  private final Region budgetFill = new Region();
  private final Label budgetUsed = styled(new Label(), "status-value");
  private final List<ConnectionField> fields = new ArrayList<>();
  private final Label rest = styled(new Label(), "status-value");
  private final Tooltip restDetails = new Tooltip();

  StatusLine(ShellViewModel model) {
    this.model = model;
    setId("status");
    getStyleClass().add("status");
    // the window is never wider than what is above this line needs
    setMinWidth(0);
    connections.setAlignment(Pos.CENTER_LEFT);
    budget.setAlignment(Pos.CENTER_LEFT);
    budget.getChildren().addAll(line(), budgetName, budgetBar(), budgetUsed);
    budget.managedProperty().bind(budget.visibleProperty());
    connections.managedProperty().bind(connections.visibleProperty());
    rest.setTooltip(restDetails);
    Label date = bound(model.dateProperty(), "status-date");
    // Not bound: a binding that becomes invalid without another value has the whole window painted.
    widthProperty().subscribe(() -> date.setVisible(!isNarrow()));
    model.quietProperty().subscribe(quiet -> date.setVisible(!isNarrow()));
    date.managedProperty().bind(date.visibleProperty());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label time = bound(model.timeProperty(), "status-time");
    time.setId("clock");
    Label age = bound(model.ageProperty(), "status-age");
    age.setId("snapshotAge");
    Label rate = bound(model.rateProperty(), "status-value");
    rate.setId("rate");
    getChildren().addAll(time, date, connections, line(), store(), budget, space, age, rate);
    model.connections().addListener((Observable list) -> showConnections());
    model.budgetProperty().subscribe(this::show);
    widthProperty().subscribe(() -> show(model.budgetProperty().get()));
    model.quietProperty().subscribe(quiet -> show(model.budgetProperty().get()));
    model.staleProperty().subscribe(stale -> pseudoClassStateChanged(STALE, stale));
    showConnections();
  }

  private Node budgetBar() {
    budgetFill.getStyleClass().addAll("bar-fill", "budget-fill");
    StackPane bar = new StackPane(budgetFill);
    bar.getStyleClass().add("bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setMinWidth(BUDGET_WIDTH);
    bar.setMaxWidth(BUDGET_WIDTH);
    return bar;
  }

  private Node store() {
    GlyphView mark = new GlyphView();
    mark.markProperty().bind(model.storeMarkProperty());
    Node disc = Icon.DATABASE.node(14);
    disc.visibleProperty().bind(model.storeMarkProperty().isEqualTo(Mark.COMPLETE));
    mark.visibleProperty().bind(disc.visibleProperty().not());
    Label name = bound(shorter(model.storeNameProperty(), " "), "muted");
    Label detail = bound(shorter(model.storeDetailProperty(), " · "), "status-value");
    detail.setId("storeDetail");
    HBox box = new HBox(8, new StackPane(disc, mark), name, atLeast(LATENCY_WIDTH, detail));
    box.setAlignment(Pos.CENTER_LEFT);
    Tooltip.install(box, new Tooltip("ClickHouse: how long it takes to answer, and its size"));
    return box;
  }

  /** In a narrow window only what stands before the first such mark. */
  private StringBinding shorter(ObservableValue<String> text, String mark) {
    return Bindings.createStringBinding(
        () -> {
          String whole = text.getValue();
          int end = whole.indexOf(mark);
          return isNarrow() && end > 0 ? whole.substring(0, end) : whole;
        },
        text,
        widthProperty(),
        model.quietProperty());
  }

  private boolean isNarrow() {
    return getWidth() <= NARROW && !model.quietProperty().get();
  }

  /** Nodes stay while their text changes: ten times a second nothing is made anew. */
  private void showConnections() {
    List<Connection> all = model.connections();
    int shown = Math.min(all.size(), MOST_CONNECTIONS);
    while (fields.size() < shown) {
      fields.add(new ConnectionField());
    }
    while (fields.size() > shown) {
      fields.removeLast();
    }
    for (int i = 0; i < shown; i++) {
      fields.get(i).show(all.get(i));
    }
    if (connections.getChildren().size() != shown + (all.size() > shown ? 1 : 0)) {
      connections.getChildren().setAll(fields);
      if (all.size() > shown) {
        connections.getChildren().add(rest);
      }
    }
    showRest(all.subList(shown, all.size()));
    connections.setVisible(shown > 0);
  }

  private void showRest(List<Connection> hidden) {
    rest.setText("+" + hidden.size());
    rest.pseudoClassStateChanged(
        LATE, hidden.stream().anyMatch(one -> one.mark() != Mark.COMPLETE));
    restDetails.setText(
        hidden.stream()
            .map(one -> one.name() + "  " + one.age())
            .collect(Collectors.joining("\n")));
  }

  /** One connection: glyph, name, age of its data; under the pointer all that is known. */
  private static final class ConnectionField extends HBox {
    private final GlyphView mark = new GlyphView();
    private final Label name = styled(new Label(), "muted");
    private final Label age = styled(new Label(), "status-value");
    private final Tooltip details = new Tooltip();
    private @Nullable Connection shown;

    ConnectionField() {
      super(8);
      getStyleClass().add("connection");
      setAlignment(Pos.CENTER_LEFT);
      getChildren().addAll(line(), mark, name, atLeast(AGE_WIDTH, age));
      Tooltip.install(this, details);
      // ten times a second, and nobody looks at it most of the time
      details.setOnShowing(event -> details.setText(shown == null ? "" : shown.details()));
    }

    void show(Connection connection) {
      mark.setMark(connection.mark());
      name.setText(connection.name());
      age.setText(connection.age());
      age.pseudoClassStateChanged(LATE, connection.mark() == Mark.LATE);
      shown = connection;
      if (details.isShowing()) {
        details.setText(connection.details());
      }
      setAccessibleText(connection.name() + ", " + connection.age());
    }
  }

  private void show(@Nullable Budget now) {
    budget.setVisible(now != null && (getWidth() > TIGHT || model.quietProperty().get()));
    // Texts that change where nobody sees them have the whole window painted.
    if (now == null || !budget.isVisible()) {
      return;
    }
    budgetName.setText(isNarrow() ? "Budget" : "Budget " + now.name());
    budgetFill.setMaxWidth(BUDGET_WIDTH * now.share());
    budgetUsed.setText(Figures.count(now.used()) + " / " + Figures.count(now.of()));
  }

  private static Label bound(ObservableValue<String> text, String styleClass) {
    Label label = new Label();
    label.textProperty().bind(text);
    return styled(label, styleClass);
  }

  private static Label styled(Label label, String styleClass) {
    label.getStyleClass().add(styleClass);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static Node atLeast(double width, Label label) {
    Region strut = new Region();
    strut.setMinWidth(width);
    StackPane box = new StackPane(strut, label);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static Region line() {
    Region line = new Region();
    line.getStyleClass().add("status-line");
    return line;
  }
}
