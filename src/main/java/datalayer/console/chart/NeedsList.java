package datalayer.console.chart;

import datalayer.console.fx.Figures;
import datalayer.console.fx.Times;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Mark;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.Gap;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The stretches of a series that somebody may want to look at, ours first, each with its way on.
 */
final class NeedsList {

  private static final int MOST = 8;

  private static final Comparator<CoverageSpan> BY_WEIGHT =
      Comparator.comparingInt(NeedsList::weight)
          .thenComparing(span -> span.range().from(), Comparator.<Instant>reverseOrder());

  private final ChartViewModel model;
  private final VBox rows;
  private final Label count;

  NeedsList(ChartViewModel model, VBox rows, Label count) {
    this.model = model;
    this.rows = rows;
    this.count = count;
  }

  void clear() {
    count.setText("");
    rows.getChildren().clear();
  }

  void show(ChartData data) {
    LiveHole hole = model.live().holeProperty().get();
    List<CoverageSpan> all =
        data.coverage().remarkable().stream()
            .filter(span -> hole == null || !hole.tells(span.state(), span.range()))
            .sorted(BY_WEIGHT)
            .toList();
    count.setText(all.size() > MOST ? "%d of %s".formatted(MOST, Figures.count(all.size())) : "");
    rows.getChildren().setAll(all.stream().limit(MOST).map(span -> row(data, span)).toList());
    if (all.isEmpty()) {
      Label nothing = new Label("Nothing. No bar of ours is missing.");
      nothing.getStyleClass().add("muted");
      rows.getChildren().add(nothing);
    }
  }

  private static int weight(CoverageSpan span) {
    return switch (span.state()) {
      case MISSING -> 0;
      case DEGRADED -> 1;
      case NOT_LISTED, PENDING, COMPLETE -> 2;
      case EMPTY -> 3;
    };
  }

  private HBox row(ChartData data, CoverageSpan span) {
    Hyperlink when = new Hyperlink(text(span.range()));
    when.getStyleClass().add("need-when");
    when.setTooltip(new Tooltip("Show it"));
    when.setOnAction(event -> model.viewport().goTo(span.range()));
    Label bars = new Label(Figures.count(data.series().timeframe().barsIn(span.range())));
    bars.getStyleClass().add("muted");
    bars.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox row = new HBox(8, new GlyphView(mark(span.state())), when, bars, space, way(data, span));
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("need");
    return row;
  }

  private Hyperlink way(ChartData data, CoverageSpan span) {
    Hyperlink way = new Hyperlink(word(span.state()));
    way.setMinWidth(Region.USE_PREF_SIZE);
    way.setTooltip(new Tooltip(span.reason()));
    way.setOnAction(event -> {
      Gap stretch = new Gap(data.series(), span.range(), span.reason());
      model.viewport().goTo(span.range());
      switch (span.state()) {
        case MISSING -> model.repairs().gap(stretch);
        case NOT_LISTED -> model.repairs().unasked(stretch);
        case DEGRADED, PENDING, EMPTY, COMPLETE -> {}
      }
    });
    return way;
  }

  private static String word(State state) {
    return switch (state) {
      case MISSING -> "Repair…";
      case NOT_LISTED -> "Load…";
      case DEGRADED, PENDING, EMPTY, COMPLETE -> "Why";
    };
  }

  private static Mark mark(State state) {
    return switch (state) {
      case MISSING -> Mark.MISSING;
      case DEGRADED -> Mark.WARNING;
      case NOT_LISTED -> Mark.SKIPPED;
      case EMPTY, PENDING, COMPLETE -> Mark.EMPTY;
    };
  }

  private static String text(TimeRange range) {
    if (range.duration().toDays() < 1) {
      return "%s %s – %s"
          .formatted(Times.day(range.from()), Times.minute(range.from()), Times.minute(range.to()));
    }
    Instant last = range.to().minusMillis(1);
    return Times.date(last).equals(Times.date(range.from()))
        ? Times.date(last)
        : "%s – %s".formatted(Times.day(range.from()), Times.day(last));
  }
}
