package datalayer.console.firstrun;

import datalayer.console.firstrun.FirstCard.Words;
import datalayer.console.firstrun.FirstSteps.Check;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Icon;
import datalayer.console.theme.Mark;
import datalayer.console.theme.Theme;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Three ways to begin, the safe one first. Keys 1, 2 and 3 choose. */
public final class FirstRunView extends StackPane {

  private static final PseudoClass WARNED = PseudoClass.getPseudoClass("warned");

  /** From the size it has in the rail to 36 pixels. */
  private static final double MARK_SCALE = 1.5;

  private final FirstRunViewModel model;
  private final ServerPane server;
  private final FirstCard demo;
  private final HBox checks = new HBox();
  private final Label clock = new Label();
  private final Label date = new Label();

  /**
   * @param mark the product's mark, beside the greeting
   * @param theme the theme of now
   * @param choose takes another theme
   */
  public FirstRunView(FirstRunViewModel model, Node mark, Theme theme, Consumer<Theme> choose) {
    this.model = model;
    setId("firstRun");
    getStyleClass().add("first-run");
    server = new ServerPane(model, this::closeServer);
    demo = demoCard();
    HBox cards = new HBox(20, demo, exchangesCard(), serverCard());
    VBox page = new VBox(24, head(mark), cards, machine(), foot(theme, choose));
    page.getStyleClass().add("first-page");
    page.setMaxSize(1128, USE_PREF_SIZE);
    BorderPane frame = new BorderPane(new StackPane(page));
    frame.setBottom(status());
    getChildren().addAll(frame, server);
    // typed, not pressed: else what opens a form would be typed into it as well
    addEventHandler(KeyEvent.KEY_TYPED, this::key);
    model.checks().addListener((Observable list) -> showChecks());
    showChecks();
    tick();
  }

  /** What has the focus at first. */
  public Node first() {
    return demo.button();
  }

  /** Lets clock and ages go on. */
  public void tick() {
    model.tick();
    clock.setText(model.time());
    date.setText(model.date());
  }

  /** Opens the form for a server. */
  public void openServer() {
    server.open();
  }

  private void closeServer() {
    server.setVisible(false);
    demo.button().requestFocus();
  }

  private FirstCard demoCard() {
    FirstCard card =
        new FirstCard(
            new Words(
                Icon.FLASK,
                "1",
                "Look around with the demo",
                "Simulated exchanges, real screens. Nothing leaves this machine.",
                List.of(
                    "Sample instruments, history in a minute",
                    "Live candles, an outage with its evidence",
                    "Delete it later with its folder"),
                "datalayer --demo"),
            "Start demo",
            model::demo);
    card.getStyleClass().add("chosen");
    card.button().getStyleClass().add("accent");
    return card;
  }

  private FirstCard exchangesCard() {
    return new FirstCard(
        new Words(
            Icon.GLOBE,
            "2",
            "Collect from the exchanges",
            "Public data of the exchanges. No account or key needed.",
            List.of(
                "Pick instruments, see the plan, then run it",
                "The database is built in, nothing to install",
                "Live bars as tunnel.yaml names them"),
            "datalayer"),
        "Choose instruments…",
        model::exchanges);
  }

  private FirstCard serverCard() {
    return new FirstCard(
        new Words(
            Icon.PLUG,
            "3",
            "Use a ClickHouse server",
            "Keep the bars in a ClickHouse that already runs elsewhere.",
            List.of(
                "Kept in .env, used at every start",
                "Tested before anything is written",
                "Works over TLS or an SSH tunnel"),
            "CLICKHOUSE__HOST=db1 datalayer"),
        "Connect…",
        this::openServer);
  }

  private static Node head(Node mark) {
    Label title = new Label("Welcome to Data Layer");
    title.getStyleClass().add("start-name");
    Label sentence = new Label("This data folder is empty. Where should the bars come from?");
    sentence.getStyleClass().add("muted");
    mark.setScaleX(MARK_SCALE);
    mark.setScaleY(MARK_SCALE);
    StackPane large = new StackPane(mark);
    large.setMinSize(36, 36);
    HBox head = new HBox(14, large, new VBox(1, title, sentence));
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("first-head");
    return head;
  }

  private Node machine() {
    Label title = new Label("This machine");
    title.getStyleClass().add("section");
    Label checked = new Label();
    checked.getStyleClass().add("subtle");
    checked.textProperty().bind(model.checkedProperty());
    Hyperlink again = new Hyperlink("Check again", Icon.REFRESH.node(14));
    again.setOnAction(event -> model.check());
    HBox line = new HBox(8, title, checked, space(), again);
    line.setAlignment(Pos.CENTER_LEFT);
    checks.setMinHeight(34);
    VBox box = new VBox(10, line, checks);
    box.getStyleClass().add("first-machine");
    return box;
  }

  private void showChecks() {
    checks.getChildren().clear();
    for (Check check : model.checks()) {
      if (!checks.getChildren().isEmpty()) {
        checks.getChildren().add(space());
      }
      Label name = new Label(check.name());
      name.getStyleClass().add("strong");
      Label words = new Label(check.words());
      words.getStyleClass().add("check-words");
      words.pseudoClassStateChanged(WARNED, !check.well());
      GlyphView glyph = new GlyphView(check.well() ? Mark.COMPLETE : Mark.WARNING);
      HBox one = new HBox(10, glyph, new VBox(name, words));
      one.setAlignment(Pos.CENTER_LEFT);
      checks.getChildren().add(one);
    }
  }

  private Node foot(Theme theme, Consumer<Theme> choose) {
    Label folder = new Label(model.folder());
    folder.getStyleClass().add("mono");
    folder.setTooltip(new Tooltip("The data directory; choose another with --data-dir"));
    ToggleGroup group = new ToggleGroup();
    HBox themes = new HBox();
    themes.getStyleClass().add("segments");
    for (Theme one : Theme.values()) {
      String word = one.label().substring(0, 1).toUpperCase(java.util.Locale.ROOT);
      ToggleButton segment = new ToggleButton(word + one.label().substring(1));
      segment.getStyleClass().add("segment");
      segment.setToggleGroup(group);
      segment.setSelected(one == theme);
      segment.setOnAction(event -> {
        segment.setSelected(true);
        choose.accept(one);
      });
      themes.getChildren().add(segment);
    }
    Label name = new Label("Theme");
    name.getStyleClass().add("muted");
    HBox foot = new HBox(10, Icon.FOLDER.node(16), folder, space(), name, themes);
    foot.setAlignment(Pos.CENTER_LEFT);
    return foot;
  }

  private Node status() {
    clock.getStyleClass().add("status-time");
    date.getStyleClass().add("status-date");
    Region line = new Region();
    line.getStyleClass().add("status-line");
    Label promise = new Label("Nothing is written until you choose");
    promise.getStyleClass().add("muted");
    HBox status = new HBox(clock, date, line, promise);
    status.getStyleClass().add("status");
    return status;
  }

  private void key(KeyEvent event) {
    if (server.isVisible() || event.getTarget() instanceof TextInputControl) {
      return;
    }
    switch (event.getCharacter()) {
      case "1" -> model.demo();
      case "2" -> model.exchanges();
      case "3" -> openServer();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }
}
