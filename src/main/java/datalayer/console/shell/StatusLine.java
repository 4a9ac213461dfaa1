package datalayer.console.shell;

import datalayer.console.fx.Figures;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Icon;
import datalayer.console.theme.Mark;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.Observable;
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

  /** Below this the date and the store's name go. */
  private static final double NARROW = 1300;

  private static final double BUDGET_WIDTH = 72;

  private final ShellViewModel model;
  private final HBox connections = new HBox(8);
  private final HBox budget = new HBox(8);

  StatusLine(ShellViewModel model) {
    this.model = model;
    setId("status");
    getStyleClass().add("status");
    connections.setAlignment(Pos.CENTER_LEFT);
    budget.setAlignment(Pos.CENTER_LEFT);
    budget.managedProperty().bind(budget.visibleProperty());
    connections.managedProperty().bind(connections.visibleProperty());
    Label date = bound(model.dateProperty(), "status-date");
    date.visibleProperty().bind(widthProperty().greaterThan(NARROW).or(model.quietProperty()));
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
    model.staleProperty().subscribe(stale -> pseudoClassStateChanged(STALE, stale));
    showConnections();
  }

  private Node store() {
    GlyphView mark = new GlyphView();
    mark.markProperty().bind(model.storeMarkProperty());
    Node disc = Icon.DATABASE.node(14);
    disc.visibleProperty().bind(model.storeMarkProperty().isEqualTo(Mark.COMPLETE));
    mark.visibleProperty().bind(disc.visibleProperty().not());
    Label name = bound(model.storeNameProperty(), "muted");
    Label detail = bound(model.storeDetailProperty(), "status-value");
    detail.setId("storeDetail");
    HBox box = new HBox(8, new StackPane(disc, mark), name, detail);
    box.setAlignment(Pos.CENTER_LEFT);
    Tooltip.install(box, new Tooltip("ClickHouse: how long it takes to answer, and its size"));
    return box;
  }

  private void showConnections() {
    List<Node> nodes = new ArrayList<>();
    for (Connection connection : model.connections()) {
      nodes.add(line());
      nodes.add(new GlyphView(connection.mark()));
      nodes.add(styled(new Label(connection.name()), "muted"));
      Label age = styled(new Label(connection.age()), "status-value");
      age.pseudoClassStateChanged(LATE, connection.mark() == Mark.LATE);
      nodes.add(age);
    }
    connections.getChildren().setAll(nodes);
    connections.setVisible(!nodes.isEmpty());
  }

  private void show(@Nullable Budget now) {
    budget.setVisible(now != null);
    if (now == null) {
      return;
    }
    Region fill = new Region();
    fill.getStyleClass().addAll("bar-fill", "budget-fill");
    fill.setMaxWidth(BUDGET_WIDTH * now.share());
    StackPane bar = new StackPane(fill);
    bar.getStyleClass().add("bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setMinWidth(BUDGET_WIDTH);
    bar.setMaxWidth(BUDGET_WIDTH);
    String words = Figures.count(now.used()) + " / " + Figures.count(now.of());
    budget
        .getChildren()
        .setAll(
            line(),
            styled(new Label("Budget " + now.name()), "muted"),
            bar,
            styled(new Label(words), "status-value"));
  }

  private static Label bound(javafx.beans.value.ObservableValue<String> text, String styleClass) {
    Label label = new Label();
    label.textProperty().bind(text);
    return styled(label, styleClass);
  }

  private static Label styled(Label label, String styleClass) {
    label.getStyleClass().add(styleClass);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static Region line() {
    Region line = new Region();
    line.getStyleClass().add("status-line");
    return line;
  }
}
