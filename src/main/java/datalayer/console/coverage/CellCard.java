package datalayer.console.coverage;

import datalayer.console.fx.Surface;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Icon;
import datalayer.console.theme.Mark;
import datalayer.console.theme.Palette;
import datalayer.console.theme.StateCell;
import datalayer.console.theme.Theme;
import datalayer.control.CoverageSpan.State;
import datalayer.market.Gap;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Why a cell is as it is, on a card beside it. */
final class CellCard extends VBox {

  private static final double WIDTH = 372;

  private final Label title = new Label();
  private final Label summary = new Label();
  private final VBox steps = new VBox(7);
  private final Button repair = new Button("Repair…");
  private final Button chart = new Button("Open in chart");
  private final Surface cell;

  CellCard(HeatmapCursor cursor, ObservableValue<Theme> theme, CoverageActions actions) {
    setId("cellCard");
    getStyleClass().addAll("dialog", "cell-card");
    setMinWidth(WIDTH);
    setMaxWidth(WIDTH);
    title.setId("cellTitle");
    title.getStyleClass().add("strong");
    summary.setId("cellSummary");
    summary.getStyleClass().add("muted");
    cell =
        new Surface((g, width, height) -> {
          CellFacts facts = cursor.explainedProperty().get();
          if (facts != null) {
            StateCell.paint(g, facts.worst(), 0, 0, 14, 28, Palette.of(theme.getValue()));
          }
        });
    cell.resize(14, 28);
    StackPane box = new StackPane(cell);
    box.setMinSize(14, 28);
    box.setMaxSize(14, 28);
    Button close = new Button("", Icon.CLOSE.node(15));
    close.getStyleClass().addAll("icon-button", "tiny");
    close.setAccessibleText("Close");
    close.setTooltip(new Tooltip("Close  Esc"));
    close.setOnAction(event -> cursor.close());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(10, box, new VBox(1, title, summary), space, close);
    head.setAlignment(Pos.CENTER_LEFT);
    repair.setId("cellRepair");
    repair.getStyleClass().add("accent");
    repair.setTooltip(new Tooltip("Show the plan that mends it  R"));
    repair.setOnAction(event -> cursor.plan());
    repair.managedProperty().bind(repair.visibleProperty());
    chart.setId("cellChart");
    chart.setTooltip(new Tooltip("Show this stretch on the chart  C"));
    chart.setOnAction(event -> {
      Gap stretch = cursor.stretch();
      if (stretch != null) {
        actions.openChart().accept(stretch);
      }
    });
    getChildren().addAll(head, steps, new HBox(8, repair, chart));
    visibleProperty().bind(cursor.explainedProperty().isNotNull());
    cursor.explainedProperty().subscribe(this::show);
    theme.subscribe(cell::repaint);
  }

  private void show(@Nullable CellFacts facts) {
    if (facts == null) {
      return;
    }
    title.setText(facts.title());
    summary.setText(facts.summary());
    List<Node> lines = new ArrayList<>();
    facts.steps().forEach(step -> lines.add(line(mark(step.state()), step.when(), step.words())));
    if (facts.more() > 0) {
      lines.add(line(Mark.NONE, "", "and %d more; zoom in to see them".formatted(facts.more())));
    }
    if (facts.steps().isEmpty()) {
      lines.add(line(Mark.SKIPPED, "", "Nothing is known here, and nothing was asked for."));
    }
    steps.getChildren().setAll(lines);
    repair.setVisible(facts.canBeMended());
    cell.repaint();
  }

  private static Mark mark(State state) {
    return switch (state) {
      case COMPLETE -> Mark.COMPLETE;
      case MISSING -> Mark.FAILED;
      case DEGRADED -> Mark.WARNING;
      case PENDING -> Mark.WAITING;
      case EMPTY -> Mark.EMPTY;
      case NOT_LISTED -> Mark.SKIPPED;
    };
  }

  private static Node line(Mark mark, String when, String words) {
    Label time = new Label(when);
    time.getStyleClass().addAll("muted", "step-time");
    time.setMinWidth(86);
    Label text = new Label(words);
    text.getStyleClass().add("step-words");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(text, Priority.ALWAYS);
    GlyphView glyph = new GlyphView(mark);
    glyph.setTranslateY(2);
    return new HBox(9, glyph, time, text);
  }
}
