package datalayer.console.coverage;

import datalayer.console.fx.Figures;
import datalayer.console.fx.TextWidth;
import datalayer.console.theme.Fonts;
import datalayer.console.theme.Palette;
import datalayer.console.theme.StateCell;
import datalayer.control.CoverageSpan.State;
import datalayer.market.Series;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * Draws rows, labels, percentages and the legend. What is complete, which is nearly everything, is
 * drawn as runs and cut into cells by lines over all rows, so that a full screen costs hundreds of
 * strokes and not thousands.
 */
final class HeatmapPainter {

  private final GraphicsContext g;
  private final CoverageViewModel model;
  private final HeatmapLayout layout;
  private final Palette palette;
  private final Map<State, Long> counts = new EnumMap<>(State.class);
  private final State[] states;

  HeatmapPainter(
      GraphicsContext g, CoverageViewModel model, HeatmapLayout layout, Palette palette) {
    this.g = g;
    this.model = model;
    this.layout = layout;
    this.palette = palette;
    states = new State[layout.columns()];
  }

  void paint() {
    g.setFill(palette.canvas());
    g.fillRect(0, 0, layout.width(), layout.height());
    Rows rows = model.rows();
    double scroll = model.viewport().scrollY();
    int from = rows.firstBelow(scroll);
    int to = Math.min(rows.count(), rows.firstBelow(scroll + layout.rowsHeight()) + 1);
    for (int i = from; i < to; i++) {
      complete(model.of(rows.series().get(i)), cellTop(rows, i));
    }
    cutIntoCells();
    for (int i = from; i < to; i++) {
      Series series = rows.series().get(i);
      SeriesCoverage known = model.of(series);
      double top = cellTop(rows, i);
      if (known == null) {
        unknown(model.problem(series), top);
      } else {
        others(known, top);
        share(known, top);
      }
      label(series, known, top);
    }
    groups(rows);
    new RulerPainter(g, model, layout, palette).paint();
    legend();
  }

  private double cellTop(Rows rows, int row) {
    return Math.rint(
        HeatmapLayout.RULER
            + rows.tops()[row]
            - model.viewport().scrollY()
            + HeatmapLayout.CELL_TOP);
  }

  private void fill(SeriesCoverage known) {
    HeatmapViewport viewport = model.viewport();
    for (int i = 0; i < states.length; i++) {
      states[i] = known.worst(viewport.zoom(), viewport.firstCell() + i);
    }
  }

  private void complete(@Nullable SeriesCoverage known, double top) {
    if (known == null) {
      return;
    }
    fill(known);
    g.setFill(palette.complete());
    for (int i = 0; i < states.length; i++) {
      counts.merge(states[i], 1L, Long::sum);
      int end = i;
      while (end < states.length && states[end] == State.COMPLETE) {
        end++;
      }
      if (end > i) {
        counts.merge(State.COMPLETE, end - i - 1L, Long::sum);
        double width = (end - i) * HeatmapLayout.PITCH;
        g.fillRect(layout.x(i), top, width, HeatmapLayout.CELL_HEIGHT);
        i = end - 1;
      }
    }
  }

  private void cutIntoCells() {
    g.setFill(palette.canvas());
    for (int i = 0; i < states.length; i++) {
      g.fillRect(layout.x(i) + HeatmapLayout.CELL, HeatmapLayout.RULER, 1, layout.rowsHeight());
    }
  }

  private void others(SeriesCoverage known, double top) {
    fill(known);
    for (int i = 0; i < states.length; i++) {
      if (states[i] != State.COMPLETE) {
        StateCell.paint(
            g, states[i], layout.x(i), top, HeatmapLayout.CELL, HeatmapLayout.CELL_HEIGHT, palette);
      }
    }
  }

  /** A still bar where a row is being read; why, where it could not be. */
  private void unknown(@Nullable String problem, double top) {
    double middle = top + HeatmapLayout.CELL_HEIGHT / 2;
    if (problem == null) {
      g.setFill(palette.control());
      double width = layout.right() - HeatmapLayout.LABELS;
      g.fillRoundRect(HeatmapLayout.LABELS, middle - 4, width, 8, 6, 6);
    } else {
      g.setFont(Fonts.regular(12));
      g.setFill(palette.bad());
      g.fillText("could not be read: " + problem, HeatmapLayout.LABELS, middle + 4);
    }
  }

  private void label(Series series, @Nullable SeriesCoverage known, double top) {
    boolean misses = known != null && known.misses();
    g.setFont(misses ? Fonts.medium(12) : Fonts.regular(12));
    g.setFill(misses ? palette.text1() : palette.text2());
    String name = series.instrument().shortSymbol();
    g.fillText(fitting(name, g.getFont(), HeatmapLayout.LABELS - 40), 28, top + 13);
  }

  /** The whole text, or as much of it as has room. */
  private static String fitting(String text, Font font, double room) {
    String shown = text;
    while (shown.length() > 2 && TextWidth.of(font, shown) > room) {
      shown = shown.substring(0, shown.length() - 2) + "…";
    }
    return shown;
  }

  private void share(SeriesCoverage known, double top) {
    String text = Figures.percent(known.share());
    Font font = known.misses() ? Fonts.semibold(12) : Fonts.regular(12);
    g.setFont(font);
    g.setFill(
        known.misses() ? palette.bad() : known.hasProblem() ? palette.text1() : palette.text3());
    double right = layout.width() - 18;
    g.fillText(text, Math.rint(right - TextWidth.of(font, text)), top + 13);
  }

  private void groups(Rows rows) {
    for (Rows.Group group : rows.groups()) {
      double top = HeatmapLayout.RULER + group.top() - model.viewport().scrollY();
      if (top > -Rows.GROUP && top < layout.legendTop()) {
        Font font = Fonts.semibold(12);
        g.setFont(font);
        g.setFill(palette.text2());
        g.fillText(group.name(), 16, Math.rint(top + 15));
        g.setFill(palette.hairline());
        double from = 16 + TextWidth.of(font, group.name()) + 10;
        g.fillRect(from, Math.rint(top + 11), layout.width() - from, 1);
      }
    }
  }

  private void legend() {
    double top = layout.legendTop();
    g.setFill(palette.panel());
    g.fillRect(0, top, layout.width(), HeatmapLayout.LEGEND);
    g.setFill(palette.hairline());
    g.fillRect(0, top, layout.width(), 1);
    double x = 16;
    double y = top + 14;
    for (State state :
        new State[] {
          State.COMPLETE,
          State.DEGRADED,
          State.MISSING,
          State.EMPTY,
          State.PENDING,
          State.NOT_LISTED
        }) {
      StateCell.paint(g, state, x, y, HeatmapLayout.CELL, HeatmapLayout.CELL_HEIGHT, palette);
      x = word(CellFacts.word(state), Fonts.medium(12), true, x + 20, y + 13);
      String count = Figures.count(counts.getOrDefault(state, 0L));
      x = word(count, Fonts.regular(12), false, x + 7, y + 13) + 26;
    }
    String unit = model.viewport().zoom().unit() + " in view";
    double left = layout.width() - 18 - TextWidth.of(Fonts.regular(12), unit);
    if (left > x) {
      word(unit, Fonts.regular(12), false, left, y + 13);
    }
  }

  private double word(String text, Font font, boolean strong, double x, double y) {
    g.setFont(font);
    g.setFill(strong ? palette.text1() : palette.text2());
    g.fillText(text, Math.rint(x), y);
    return x + TextWidth.of(font, text);
  }
}
