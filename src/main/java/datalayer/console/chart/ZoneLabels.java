package datalayer.console.chart;

import datalayer.console.chart.Coverage.Zone;
import datalayer.console.fx.Figures;
import datalayer.console.fx.TextWidth;
import datalayer.console.theme.Fonts;
import datalayer.console.theme.Palette;
import datalayer.control.CoverageSpan.State;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** Says on each zone what it is, as far as there is room, and remembers where it said so. */
final class ZoneLabels {

  private static final double TOP = 10;
  private static final double HEIGHT = 26;
  private static final double PADDING = 8;

  /** Where a zone of ours can be clicked. */
  record Hit(double x, double y, double width, double height, Zone zone) {
    boolean contains(double px, double py) {
      return px >= x && px < x + width && py >= y && py < y + height;
    }
  }

  /** A piece of a label. */
  private record Piece(String text, Font font, Color colour) {
    double width() {
      return TextWidth.of(font, text);
    }
  }

  private final List<Hit> hits = new ArrayList<>();

  List<Hit> hits() {
    return hits;
  }

  void paint(Frame frame, List<Zone> zones) {
    hits.clear();
    double free = 4;
    for (Zone zone : zones) {
      double from = Math.max(0, frame.time().x(zone.range().from().toEpochMilli()));
      double to =
          Math.min(frame.layout().plotWidth(), frame.time().x(zone.range().to().toEpochMilli()));
      if (to - from < 20 || zone.state() == State.COMPLETE) {
        continue;
      }
      for (List<Piece> pieces : wordings(zone, frame.palette())) {
        double width = widthOf(pieces) + (zone.state() == State.NOT_LISTED ? 0 : 18) + 2 * PADDING;
        double x = Math.rint((from + to - width) / 2);
        if (width <= to - from - 4 && x >= free) {
          label(frame, zone, pieces, x, width);
          free = x + width + 4;
          break;
        }
      }
    }
  }

  /** From the fullest wording to the shortest. */
  private static List<List<Piece>> wordings(Zone zone, Palette palette) {
    Font medium = Fonts.medium(12);
    Font regular = Fonts.regular(12);
    return switch (zone.state()) {
      case MISSING -> {
        Piece what =
            new Piece(
                Figures.count(zone.bars(), "bar", "bars") + " missing", medium, palette.text1());
        Piece ours = new Piece(" · ours · ", Fonts.regular(11), palette.text2());
        Piece repair = new Piece("Repair…", medium, palette.accent());
        Piece dot = new Piece(" · ", regular, palette.text2());
        Piece bars = new Piece(Figures.count(zone.bars()), medium, palette.text1());
        yield List.of(
            List.of(what, ours, repair), List.of(what, dot, repair), List.of(what), List.of(bars));
      }
      case EMPTY -> {
        Piece what =
            new Piece(
                "Empty at venue, " + Figures.count(zone.bars(), "bar", "bars"),
                medium,
                palette.text1());
        Piece less =
            new Piece(
                "Empty, " + Figures.count(zone.bars(), "bar", "bars"), medium, palette.text1());
        Piece bars = new Piece(Figures.count(zone.bars()), medium, palette.text1());
        Piece why = new Piece(" · " + zone.reason(), regular, palette.text2());
        yield zone.spans() == 1 && !zone.reason().isEmpty()
            ? List.of(List.of(what, why), List.of(what), List.of(less), List.of(bars))
            : List.of(List.of(what), List.of(less), List.of(bars));
      }
      case NOT_LISTED ->
          List.of(
              List.of(
                  new Piece(
                      Figures.count(zone.bars(), "bar", "bars") + " nobody asked for",
                      regular,
                      palette.text3())));
      case DEGRADED -> List.of(List.of(new Piece("Degraded", regular, palette.text2())));
      case PENDING -> List.of(List.of(new Piece("Not due yet", regular, palette.text2())));
      case COMPLETE -> List.of();
    };
  }

  private void label(Frame frame, Zone zone, List<Piece> pieces, double x, double width) {
    GraphicsContext g = frame.g();
    boolean framed = zone.state() == State.MISSING || zone.state() == State.EMPTY;
    double textX = x + PADDING;
    if (framed) {
      Color edge =
          zone.state() == State.MISSING ? frame.palette().missing() : frame.palette().outage();
      g.setFill(frame.palette().card());
      g.fillRoundRect(x, TOP, width, HEIGHT, 10, 10);
      g.setStroke(edge);
      g.setLineWidth(1);
      g.strokeRoundRect(x + 0.5, TOP + 0.5, width - 1, HEIGHT - 1, 10, 10);
      glyph(frame, zone.state(), x + PADDING, TOP + (HEIGHT - 12) / 2);
      textX += 18;
    }
    for (Piece piece : pieces) {
      g.setFont(piece.font());
      g.setFill(piece.colour());
      g.fillText(piece.text(), textX, TOP + 17.5);
      textX += piece.width();
    }
    if (zone.state() == State.MISSING) {
      hits.add(new Hit(x, TOP, width, HEIGHT, zone));
    }
  }

  private static void glyph(Frame frame, State state, double x, double y) {
    GraphicsContext g = frame.g();
    if (state == State.MISSING) {
      missing(frame, x, y);
    } else {
      g.setLineWidth(1);
      g.setStroke(frame.palette().text2());
      g.strokeRect(x + 0.5, y + 0.5, 11, 11);
      g.strokeLine(x + 3, y + 6.5, x + 9, y + 6.5);
    }
  }

  /** The glyph of a stretch of ours, 12 pixels wide. */
  static void missing(Frame frame, double x, double y) {
    GraphicsContext g = frame.g();
    g.setLineWidth(1.5);
    g.setFill(frame.palette().missing());
    g.fillRect(x, y, 12, 12);
    g.setStroke(frame.palette().onState());
    g.strokeLine(x + 3.5, y + 3.5, x + 8.5, y + 8.5);
    g.strokeLine(x + 8.5, y + 3.5, x + 3.5, y + 8.5);
  }

  private static double widthOf(List<Piece> pieces) {
    return pieces.stream().mapToDouble(Piece::width).sum();
  }
}
