package datalayer.console.coverage;

import datalayer.console.fx.TextWidth;
import datalayer.console.fx.Times;
import datalayer.console.theme.Fonts;
import datalayer.console.theme.Palette;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/** Draws the ruler over the cells: large units above, small ones below, the selection on it. */
final class RulerPainter {

  private static final double UPPER = 20;
  private static final double LOWER = 40;

  private final GraphicsContext g;
  private final CoverageViewModel model;
  private final HeatmapLayout layout;
  private final Palette palette;

  RulerPainter(GraphicsContext g, CoverageViewModel model, HeatmapLayout layout, Palette palette) {
    this.g = g;
    this.model = model;
    this.layout = layout;
    this.palette = palette;
  }

  void paint() {
    g.setFill(palette.canvas());
    g.fillRect(0, 0, layout.width(), HeatmapLayout.RULER);
    HeatmapViewport viewport = model.viewport();
    Selection selection = model.cursor().selectionProperty().get();
    double pillFrom = Double.NaN;
    double pillTo = Double.NaN;
    if (selection != null) {
      double width = TextWidth.of(Fonts.semibold(11), selection.words()) + 20;
      double from = layout.x(selection.firstCell() - viewport.firstCell());
      double to = layout.x(selection.lastCell() + 1 - viewport.firstCell()) - 1;
      double middle = (from + to) / 2;
      double half = Math.max(width, to - from) / 2;
      pillFrom = Math.max(HeatmapLayout.LABELS, Math.min(middle - half, layout.right() - 2 * half));
      pillTo = pillFrom + 2 * half;
    }
    double[] lines = upperRow(viewport);
    lowerRow(viewport, lines, pillFrom, pillTo);
    if (selection != null) {
      pill(selection.words(), pillFrom, pillTo);
    }
  }

  /** The large units; where their lines stand. */
  private double[] upperRow(HeatmapViewport viewport) {
    double free = 0;
    DoubleStream.Builder lines = DoubleStream.builder();
    for (int i = 0; i < layout.columns(); i++) {
      String major = major(viewport.zoom(), viewport.firstCell() + i, i == 0);
      if (major != null && (i > 0 || hasRoom(major, viewport))) {
        free = upper(major, layout.x(i), i > 0, free);
        if (i > 0) {
          lines.add(layout.x(i) - 4);
        }
      }
    }
    return lines.build().toArray();
  }

  /** Whether what begins before the left edge can be named before the next unit's line. */
  private boolean hasRoom(String first, HeatmapViewport viewport) {
    double end = layout.x(0) + TextWidth.of(Fonts.semibold(12), first) + 8;
    for (int i = 1; i < layout.columns() && layout.x(i) - 4 < end; i++) {
      if (major(viewport.zoom(), viewport.firstCell() + i, false) != null) {
        return false;
      }
    }
    return true;
  }

  /** The small units, but those that a line would cut or the selection covers. */
  private void lowerRow(HeatmapViewport viewport, double[] lines, double pillFrom, double pillTo) {
    double free = 0;
    for (int i = 0; i < layout.columns(); i++) {
      String minor = minor(viewport.zoom(), viewport.firstCell() + i);
      if (minor != null) {
        double half = TextWidth.of(Fonts.regular(11), minor) / 2 + 3;
        double middle = layout.x(i) + HeatmapLayout.CELL / 2;
        if (Arrays.stream(lines).noneMatch(line -> Math.abs(line - middle) < half)) {
          free = lower(minor, layout.x(i), free, pillFrom, pillTo);
        }
      }
    }
  }

  private double upper(String text, double x, boolean line, double free) {
    Font font = Fonts.semibold(12);
    double width = TextWidth.of(font, text);
    if (line) {
      g.setFill(palette.controlBorder());
      g.fillRect(x - 4, 9, 1, 36);
    }
    if (x < free || x + width > layout.width() - 8) {
      return free;
    }
    g.setFont(font);
    g.setFill(palette.text1());
    g.fillText(text, x, UPPER);
    return x + width + 12;
  }

  private double lower(String text, double x, double free, double pillFrom, double pillTo) {
    Font font = Fonts.regular(11);
    double width = TextWidth.of(font, text);
    double left = Math.rint(x + HeatmapLayout.CELL / 2 - width / 2);
    boolean hidden = left < pillTo + 6 && left + width > pillFrom - 6;
    if (left < free || left + width > layout.right() + 12) {
      return free;
    }
    if (!hidden) {
      g.setFont(font);
      g.setFill(palette.text2());
      g.fillText(text, left, LOWER);
    }
    return left + width + 10;
  }

  private void pill(String words, double from, double to) {
    Font font = Fonts.semibold(11);
    g.setFill(palette.accentFill());
    g.fillRoundRect(from, LOWER - 13, to - from, 18, 6, 6);
    g.setFont(font);
    g.setFill(palette.onAccent());
    g.fillText(words, Math.rint((from + to - TextWidth.of(font, words)) / 2), LOWER);
  }

  /** The name of a large unit where one begins, and always at the left edge. */
  private static @Nullable String major(Zoom zoom, long cell, boolean edge) {
    Instant start = Instant.ofEpochMilli(zoom.start(cell));
    Instant before = Instant.ofEpochMilli(zoom.start(cell - 1));
    return switch (zoom) {
      case YEAR -> edge || !same(Times.year(start), Times.year(before)) ? Times.year(start) : null;
      case DAY ->
          edge || !same(Times.month(start), Times.month(before)) ? Times.month(start) : null;
      case HOUR -> edge || !same(Times.date(start), Times.date(before)) ? Times.date(start) : null;
      case MINUTE -> {
        boolean hour = start.getEpochSecond() % 3600 == 0;
        yield edge || hour ? Times.dayAndMinute(start) : null;
      }
    };
  }

  private static @Nullable String minor(Zoom zoom, long cell) {
    Instant start = Instant.ofEpochMilli(zoom.start(cell));
    OffsetDateTime at = start.atOffset(ZoneOffset.UTC);
    return switch (zoom) {
      // the week that holds the first of a month carries its name
      case YEAR -> at.getDayOfMonth() > 24 || at.getDayOfMonth() == 1 ? month(zoom, cell) : null;
      case DAY ->
          at.getDayOfWeek() == DayOfWeek.MONDAY ? Integer.toString(at.getDayOfMonth()) : null;
      case HOUR -> at.getHour() % 6 == 0 ? Times.minute(start) : null;
      case MINUTE -> at.getMinute() % 5 == 0 ? Times.minute(start) : null;
    };
  }

  private static @Nullable String month(Zoom zoom, long cell) {
    Instant last = Instant.ofEpochMilli(zoom.start(cell + 1) - 1);
    return last.atOffset(ZoneOffset.UTC).getDayOfMonth() <= 7
        ? Times.month(last).substring(0, 3)
        : null;
  }

  private static boolean same(String a, String b) {
    return a.equals(b);
  }
}
