package datalayer.console.chart;

import datalayer.console.fx.Figures;
import datalayer.console.fx.Fxml;
import datalayer.console.fx.Surface;
import datalayer.console.fx.Times;
import datalayer.console.theme.Palette;
import datalayer.console.theme.Theme;
import datalayer.control.BarColumns.Source;
import datalayer.market.Series;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The panel beside the chart: how complete the series is and where its bars came from. */
@SuppressWarnings("NullAway.Init") // the fields are filled by the FXML
final class SidePanelView {

  private static final String NARROW = "narrow";

  private final ChartViewModel model;
  private final ObservableValue<Theme> theme;
  private final ChartActions actions;
  private final BooleanProperty wanted = new SimpleBooleanProperty(true);
  private final Parent root;
  private final Surface dayStrip = new Surface(this::paintDays);
  private final Surface sourceBar = new Surface(this::paintSources);
  private List<Surface> swatches = List.of();
  private NeedsList needs;

  @FXML private ScrollPane scroll;
  @FXML private Label asOf;
  @FXML private Label seriesName;
  @FXML private Button copy;
  @FXML private VBox card;
  @FXML private Label through;
  @FXML private Tooltip exactly;
  @FXML private Label behind;
  @FXML private Label verdict;
  @FXML private Label newest;
  @FXML private Label share;
  @FXML private StackPane days;
  @FXML private Label firstDay;
  @FXML private Label lastDay;
  @FXML private Label present;
  @FXML private Label missing;
  @FXML private Label emptyAtVenue;
  @FXML private Label pending;
  @FXML private Label notAsked;
  @FXML private StackPane sources;
  @FXML private StackPane archiveSwatch;
  @FXML private StackPane restSwatch;
  @FXML private StackPane socketSwatch;
  @FXML private Label archive;
  @FXML private Label rest;
  @FXML private Label socket;
  @FXML private VBox healBlock;
  @FXML private Region healLine;
  @FXML private Label heal;
  @FXML private Label needsCount;
  @FXML private VBox needsRows;
  @FXML private Button repair;

  SidePanelView(ChartViewModel model, ObservableValue<Theme> theme, ChartActions actions) {
    this.model = model;
    this.theme = theme;
    this.actions = actions;
    root = Fxml.load(this);
    // while another series is read the panel stays where it is: nothing jumps
    root.visibleProperty().bind(wanted.and(model.seriesProperty().isNotNull()));
    root.managedProperty().bind(root.visibleProperty());
  }

  Parent root() {
    return root;
  }

  void toggle() {
    wanted.set(!wanted.get());
  }

  void narrow(boolean value) {
    if (!value) {
      root.getStyleClass().remove(NARROW);
    } else if (!root.getStyleClass().contains(NARROW)) {
      root.getStyleClass().add(NARROW);
    }
  }

  @FXML
  void initialize() {
    fill(days, dayStrip);
    fill(sources, sourceBar);
    swatches =
        List.of(
            swatch(archiveSwatch, Source.ARCHIVE),
            swatch(restSwatch, Source.REST),
            swatch(socketSwatch, Source.SOCKET));
    needs = new NeedsList(model, needsRows, needsCount);
    copy.setOnAction(event -> actions.copy().accept(seriesName.getText()));
    repair.setOnAction(event -> model.repairs().all());
    newest.visibleProperty().bind(newest.textProperty().isNotEmpty());
    newest.managedProperty().bind(newest.visibleProperty());
    model.dataProperty().subscribe(this::show);
    for (Region part : List.of(healBlock, healLine)) {
      // Not bound: a binding that becomes invalid without another value is painted all the same.
      model.live().runningProperty().subscribe(bar -> part.setVisible(bar != null));
      part.managedProperty().bind(part.visibleProperty());
    }
    model
        .problemProperty()
        .subscribe(problem -> {
          if (!problem.isEmpty()) {
            verdict.setText("Not known: they could not be read.");
          }
        });
    model.live().lastHealProperty().subscribe(this::showHeal);
    model.live().holeProperty().subscribe(this::tick);
    theme.subscribe(this::repaint);
  }

  private void repaint() {
    // its content is a layout root of its own, whose requests end at it
    scroll.requestLayout();
    dayStrip.repaint();
    sourceBar.repaint();
    swatches.forEach(Surface::repaint);
  }

  private void show(@Nullable ChartData data) {
    if (data == null) {
      showNothing();
      return;
    }
    SeriesFacts facts = data.facts();
    asOf.setText("as of " + Times.clock(data.readAt()));
    seriesName.setText(data.series().toString());
    say(data);
    share.setText(Figures.percent(facts.shareOfDays()));
    firstDay.setText(Times.day(facts.days().getFirst().start()));
    lastDay.setText(Times.day(facts.days().getLast().start()));
    present.setText(Figures.count(facts.present()));
    emptyAtVenue.setText(Figures.count(facts.empty()));
    pending.setText(Figures.count(facts.pending()));
    notAsked.setText(Figures.count(facts.notAsked()));
    showSources(facts);
    showNeeds(data);
    repaint();
  }

  /** Lets what is live, and how old all of it is, go on. */
  void tick() {
    ChartData data = model.dataProperty().get();
    if (data != null) {
      say(data);
    }
  }

  private void say(ChartData data) {
    PanelText text = PanelText.of(data, model.live().holeProperty().get(), model.now());
    through.setText(text.through());
    behind.setText(text.behind());
    exactly.setText(text.exactly());
    verdict.setText(text.verdict());
    newest.setText(text.newest());
    missing.setText(Figures.count(text.missing()));
    style(verdict, "label", text.verdictStyle());
    style(card, "complete-card", text.missing() == 0 ? "whole" : "broken");
  }

  private static void style(Node node, String... classes) {
    if (!node.getStyleClass().equals(List.of(classes))) {
      node.getStyleClass().setAll(classes);
    }
  }

  private void showNothing() {
    Series series = model.seriesProperty().get();
    asOf.setText("");
    seriesName.setText(series == null ? "" : series.toString());
    behind.setText("");
    newest.setText("");
    verdict.setText("Reading its bars…");
    verdict.getStyleClass().setAll("label", "muted");
    card.getStyleClass().setAll("complete-card", "whole");
    firstDay.setText("");
    lastDay.setText("");
    needs.clear();
    repair.setVisible(false);
    List.of(
            through,
            share,
            present,
            missing,
            emptyAtVenue,
            pending,
            notAsked,
            archive,
            rest,
            socket)
        .forEach(figure -> figure.setText(Figures.UNKNOWN));
    repaint();
  }

  private void showSources(SeriesFacts facts) {
    List<Label> labels = List.of(archive, rest, socket);
    for (Source source : Source.values()) {
      long bars = facts.bySource()[source.ordinal()];
      labels
          .get(source.ordinal())
          .setText(Figures.percent(facts.present() == 0 ? 0 : (double) bars / facts.present()));
    }
  }

  private void showHeal(@Nullable LiveHole healed) {
    heal.setText(
        healed == null
            ? "None while this console looked on."
            : "%s at %s".formatted(healed.words(), Times.clock(healed.seen())));
  }

  private void showNeeds(ChartData data) {
    needs.show(data);
    long missing = data.facts().missing();
    repair.setVisible(missing > 0);
    repair.setText("Repair " + Figures.count(missing, "bar", "bars") + "…");
  }

  private static void fill(StackPane box, Surface surface) {
    box.getChildren().add(surface);
    box.layoutBoundsProperty()
        .subscribe(bounds -> surface.resize(bounds.getWidth(), bounds.getHeight()));
  }

  private Surface swatch(StackPane box, Source source) {
    Surface surface =
        new Surface((g, width, height) ->
            RibbonPainter.run(g, Palette.of(theme.getValue()), source, 0, width, 2));
    fill(box, surface);
    return surface;
  }

  private void paintDays(GraphicsContext g, double width, double height) {
    ChartData data = model.dataProperty().get();
    if (data != null) {
      DayStrip.paint(g, width, height, data.facts().days(), Palette.of(theme.getValue()));
    }
  }

  private void paintSources(GraphicsContext g, double width, double height) {
    ChartData data = model.dataProperty().get();
    if (data == null || data.facts().present() == 0) {
      return;
    }
    double from = 0;
    for (Source source : Source.values()) {
      long bars = data.facts().bySource()[source.ordinal()];
      if (bars > 0) {
        double to = Math.min(width, from + Math.max(4, width * bars / data.facts().present()));
        RibbonPainter.run(g, Palette.of(theme.getValue()), source, from, to, 0);
        from = to + 1;
      }
    }
  }
}
