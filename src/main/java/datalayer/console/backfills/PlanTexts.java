package datalayer.console.backfills;

import datalayer.backfill.Plan;
import datalayer.backfill.Plan.SeriesPlan;
import datalayer.console.fx.Figures;
import datalayer.console.fx.Names;
import datalayer.console.plan.PlanFigures;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Mark;
import datalayer.market.Series;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The lines of a plan: one per series, then what is worth reading before running it. */
final class PlanTexts {

  private static final int MOST_ROWS = 8;

  private PlanTexts() {}

  /** A line per series; where there are many, the last line stands for the rest. */
  static void showSeries(VBox table, Plan plan) {
    List<Node> lines = new ArrayList<>();
    lines.add(line("plan-head", "Series", "", "Files", "Rows", "Have already"));
    List<SeriesPlan> all = plan.series();
    boolean mixed = all.stream().map(PlanTexts::market).distinct().count() > 1;
    int shown = all.size() <= MOST_ROWS ? all.size() : MOST_ROWS - 1;
    for (SeriesPlan one : all.subList(0, shown)) {
      lines.add(
          line(
              "plan-row",
              one.series().instrument().shortSymbol(),
              detail(one.series(), mixed),
              Figures.count(one.files()),
              Figures.count(one.missing()),
              Figures.count(one.have())));
    }
    List<SeriesPlan> rest = all.subList(shown, all.size());
    if (!rest.isEmpty()) {
      lines.add(
          line(
              "plan-row",
              Figures.count(rest.size()) + " more series",
              "",
              Figures.count(rest.stream().mapToLong(SeriesPlan::files).sum()),
              Figures.count(rest.stream().mapToLong(SeriesPlan::missing).sum()),
              Figures.count(rest.stream().mapToLong(SeriesPlan::have).sum())));
    }
    table.getChildren().setAll(lines);
  }

  /** {@code 1m}; where the same symbol may stand there twice, with its market. */
  private static String detail(Series series, boolean mixed) {
    String timeframe = series.timeframe().label();
    return mixed ? timeframe + " · " + Names.venueAndType(series.instrument()) : timeframe;
  }

  private static String market(SeriesPlan plan) {
    return Names.venueAndType(plan.series().instrument());
  }

  /**
   * @param drift what changed since the plan that was to be run; empty when nothing did
   * @param problem why there is no newer plan, or null when there is none
   */
  static void showRemarks(
      VBox remarks, @Nullable Plan plan, String drift, @Nullable ObservableStringValue problem) {
    List<Node> lines = new ArrayList<>();
    if (problem != null) {
      lines.add(remark(Mark.FAILED, problem.get()));
    }
    if (!drift.isEmpty()) {
      lines.add(remark(Mark.WARNING, drift));
    }
    if (plan != null) {
      lines.add(
          remark(
              PlanFigures.overwrites(plan) ? Mark.WARNING : Mark.COMPLETE,
              PlanFigures.overwriting(plan)));
      if (plan.chunks() == 0) {
        lines.add(remark(Mark.COMPLETE, "There is nothing to do."));
      }
      plan.remarks().forEach(text -> lines.add(remark(Mark.WARNING, text)));
    }
    remarks.getChildren().setAll(lines);
  }

  private static Node remark(Mark mark, String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    HBox line = new HBox(new GlyphView(mark), label);
    line.getStyleClass().add("remark");
    return line;
  }

  private static Node line(
      String styleClass, String name, String detail, String files, String rows, String have) {
    Label first = new Label(name);
    first.getStyleClass().add("plan-name");
    Label second = new Label(detail);
    second.getStyleClass().add("muted");
    HBox title = new HBox(5, first, second);
    title.getStyleClass().add("plan-title");
    HBox.setHgrow(title, Priority.ALWAYS);
    HBox line = new HBox(title, figure(files), figure(rows), figure(have));
    line.getStyleClass().add(styleClass);
    return line;
  }

  private static Label figure(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("plan-figure");
    return label;
  }
}
