package datalayer.console.chart;

import datalayer.console.fx.Figures;
import datalayer.console.fx.Fxml;
import datalayer.console.fx.Surface;
import datalayer.console.fx.Times;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Mark;
import datalayer.console.theme.Palette;
import datalayer.console.theme.Theme;
import datalayer.control.BarColumns.Source;
import datalayer.control.CoverageSpan;
import datalayer.market.Gap;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The panel beside the chart: how complete the series is and where its bars came from. */
@SuppressWarnings("NullAway.Init") // the fields are filled by the FXML
final class SidePanelView {

  private static final int MOST_NEEDS = 8;
  private static final String NARROW = "narrow";

  private final ChartViewModel model;
  private final ObservableValue<Theme> theme;
  private final ChartActions actions;
  private final BooleanProperty wanted = new SimpleBooleanProperty(true);
  private final Parent root;
  private final Surface dayStrip = new Surface(this::paintDays);
  private final Surface sourceBar = new Surface(this::paintSources);
  private List<Surface> swatches = List.of();

  @FXML private ScrollPane scroll;
  @FXML private Label asOf;
  @FXML private Label seriesName;
  @FXML private Button copy;
  @FXML private VBox card;
  @FXML private Label through;
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
  @FXML private VBox needs;
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
    copy.setOnAction(event -> actions.copy().accept(seriesName.getText()));
    repair.setOnAction(event -> model.repairs().all());
    newest.visibleProperty().bind(newest.textProperty().isNotEmpty());
    newest.managedProperty().bind(newest.visibleProperty());
    model.dataProperty().subscribe(this::show);
    for (Region part : List.of(healBlock, healLine)) {
      part.visibleProperty().bind(model.live().runningProperty().isNotNull());
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
    PanelText text = PanelText.of(data);
    asOf.setText("as of " + text.asOf());
    seriesName.setText(data.series().toString());
    through.setText(text.through());
    behind.setText(text.behind());
    verdict.setText(text.verdict());
    newest.setText(text.newest());
    verdict.getStyleClass().setAll("label", text.whole() ? "verdict-good" : "verdict-bad");
    card.getStyleClass().setAll("complete-card", text.whole() ? "whole" : "broken");
    share.setText(Figures.percent(facts.shareOfDays()));
    firstDay.setText(Times.day(facts.days().getFirst().start()));
    lastDay.setText(Times.day(facts.days().getLast().start()));
    present.setText(Figures.count(facts.present()));
    missing.setText(Figures.count(facts.missing()));
    emptyAtVenue.setText(Figures.count(facts.empty()));
    pending.setText(Figures.count(facts.pending()));
    notAsked.setText(Figures.count(facts.notAsked()));
    showSources(facts);
    showNeeds(data);
    repaint();
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
    needsCount.setText("");
    needs.getChildren().clear();
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
    List<CoverageSpan> all = data.coverage().remarkable();
    needsCount.setText(
        all.size() > MOST_NEEDS ? "newest %d of %s".formatted(MOST_NEEDS, all.size()) : "");
    needs
        .getChildren()
        .setAll(all.reversed().stream().limit(MOST_NEEDS).map(span -> need(data, span)).toList());
    if (all.isEmpty()) {
      Label nothing = new Label("Nothing. No bar of ours is missing.");
      nothing.getStyleClass().add("muted");
      needs.getChildren().add(nothing);
    }
    repair.setVisible(data.facts().missing() > 0);
    repair.setText("Repair " + Figures.count(data.facts().missing(), "bar", "bars") + "…");
  }

  private HBox need(ChartData data, CoverageSpan span) {
    Hyperlink when = new Hyperlink(spanText(span.range()));
    when.getStyleClass().add("need-when");
    when.setOnAction(event -> model.viewport().goTo(span.range()));
    Label bars = new Label(Figures.count(data.series().timeframe().barsIn(span.range())));
    bars.getStyleClass().add("muted");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    boolean ours = span.state() == CoverageSpan.State.MISSING;
    Hyperlink act = new Hyperlink(ours ? "Repair…" : "Why");
    act.setTooltip(new Tooltip(span.reason()));
    act.setOnAction(event -> {
      model.viewport().goTo(span.range());
      if (ours) {
        model.repairs().gap(new Gap(data.series(), span.range(), span.reason()));
      }
    });
    Mark mark =
        switch (span.state()) {
          case MISSING -> Mark.MISSING;
          case DEGRADED -> Mark.WARNING;
          case EMPTY, PENDING, COMPLETE, NOT_LISTED -> Mark.EMPTY;
        };
    HBox row = new HBox(8, new GlyphView(mark), when, bars, space, act);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("need");
    return row;
  }

  private static String spanText(TimeRange range) {
    if (range.duration().toDays() < 1) {
      return "%s %s – %s"
          .formatted(Times.day(range.from()), Times.minute(range.from()), Times.minute(range.to()));
    }
    String last = Times.date(range.to().minusMillis(1));
    return last.equals(Times.date(range.from()))
        ? last
        : "%s – %s".formatted(Times.day(range.from()), last);
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
