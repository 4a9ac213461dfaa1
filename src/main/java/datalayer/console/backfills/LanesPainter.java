package datalayer.console.backfills;

import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkState;
import datalayer.console.backfills.Lanes.Block;
import datalayer.console.fx.TextWidth;
import datalayer.console.fx.Times;
import datalayer.console.theme.Fonts;
import datalayer.console.theme.Palette;
import java.time.Instant;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** Draws the lanes of a run: one block per chunk, its state by edge and shape. */
final class LanesPainter {

  private final GraphicsContext g;
  private final Lanes lanes;
  private final LanesLayout layout;
  private final Palette palette;
  private final Font small = Fonts.regular(11);

  LanesPainter(GraphicsContext g, Lanes lanes, LanesLayout layout, Palette palette) {
    this.g = g;
    this.lanes = lanes;
    this.layout = layout;
    this.palette = palette;
  }

  void paint(String selected, boolean focused) {
    ruler();
    for (int lane = 1; lane <= lanes.lanes(); lane++) {
      g.setFont(Fonts.regular(12));
      g.setFill(palette.text2());
      if (layout.pitch() >= 16 || lane % 2 == 1) {
        double middle = layout.top(lane) + layout.blockHeight() / 2;
        g.fillText("Lane " + lane, 0, Math.rint(middle + 4));
      }
    }
    for (Block block : lanes.blocks()) {
      if (!block.chunk().id().equals(selected)) {
        block(block);
      }
    }
    for (Block block : lanes.blocks()) {
      if (block.chunk().id().equals(selected)) {
        block(block);
        selection(block, focused);
      }
    }
    legend();
  }

  private void ruler() {
    long window = lanes.window().duration().toSeconds();
    long step = Math.max(2, window / 6);
    g.setFont(small);
    for (long at = 0; at <= window; at += step) {
      Instant time = lanes.window().from().plusSeconds(at);
      double x = Math.floor(layout.x(lanes.window(), time));
      g.setFill(palette.hairline());
      g.fillRect(x, layout.top(1) - 4, 1, layout.bottom() - layout.top(1) + 4);
      String text = Times.clock(time);
      double left = at == 0 ? x : x - TextWidth.of(small, text) / 2;
      if (left + TextWidth.of(small, text) <= layout.width()) {
        g.setFill(palette.text2());
        g.fillText(text, Math.rint(left), 14);
      }
    }
    g.setFill(lanes.over() ? palette.text3() : palette.accent());
    g.fillRect(Math.floor(layout.now()), layout.top(1) - 4, 2, layout.bottom() - layout.top(1) + 4);
  }

  private void block(Block block) {
    double left = Math.rint(layout.x(lanes.window(), block.from()));
    double right = Math.rint(layout.x(lanes.window(), block.to()));
    double width = Math.max(2, right - left - 1);
    double top = layout.top(block.lane());
    ChunkProgress chunk = block.chunk();
    switch (chunk.state()) {
      case VERIFIED -> verified(chunk, left, top, width);
      case WORKING, OPEN -> {
        if (HeldBy.waits(chunk)) {
          waiting(left, top, width, layout.blockHeight());
        } else {
          working(left, top, width);
        }
      }
      case FAILED -> failed(left, top, width);
    }
    double room = width - 12 - (LanesCanvas.retried(chunk) ? 20 : 0);
    if (HeldBy.waits(chunk)) {
      text("waits to be tried again", left + 8, top, room);
    } else if (chunk.state() != ChunkState.FAILED) {
      text(block.label(), left + 8, top, room);
    }
  }

  private void verified(ChunkProgress chunk, double left, double top, double width) {
    boolean retried = LanesCanvas.retried(chunk);
    g.setFill(palette.control());
    g.fillRect(left, top, width, layout.blockHeight());
    g.setFill(retried ? palette.warning() : palette.complete());
    g.fillRect(left, top, Math.min(3, width), layout.blockHeight());
    if (retried && width > 30 && layout.blockHeight() >= 17) {
      attempts(left + width - 12, top + layout.blockHeight() / 2, chunk.attempts().size());
    }
  }

  private void attempts(double x, double y, int count) {
    g.setStroke(palette.warning());
    g.setLineWidth(1.4);
    g.strokeOval(x - 7.5, y - 7.5, 15, 15);
    String text = Integer.toString(count);
    g.setFont(small);
    g.setFill(palette.warning());
    g.fillText(text, x - TextWidth.of(small, text) / 2, y + 4);
  }

  private void working(double left, double top, double width) {
    double height = layout.blockHeight();
    g.setFill(palette.selection());
    g.fillRect(left, top, width, height);
    g.setStroke(palette.accent());
    g.setLineWidth(1);
    g.strokeRect(left + 0.5, top + 0.5, Math.max(1, width - 1), height - 1);
    g.setFill(palette.accent());
    g.fillRect(left, top + height - 3, width, 3);
  }

  /** Hatched: nothing is wrong that waiting does not mend. */
  private void waiting(double left, double top, double width, double height) {
    g.setFill(palette.panel());
    g.fillRect(left, top, width, height);
    g.setStroke(palette.outageHatch());
    g.setLineWidth(1);
    for (double sum = 6; sum < width + height; sum += 6) {
      double fromX = Math.max(0, sum - height);
      double toX = Math.min(width, sum);
      g.strokeLine(left + fromX, top + sum - fromX, left + toX, top + sum - toX);
    }
    g.setStroke(palette.outage());
    g.strokeRect(left + 0.5, top + 0.5, Math.max(1, width - 1), height - 1);
  }

  private void failed(double left, double top, double width) {
    double height = layout.blockHeight();
    g.setFill(palette.missing());
    g.fillRect(left, top, width, height);
    double arm = Math.min(4, width / 2 - 1);
    double x = left + Math.min(12, width / 2);
    double y = top + height / 2;
    g.setStroke(palette.onState());
    g.setLineWidth(1.6);
    g.strokeLine(x - arm, y - arm, x + arm, y + arm);
    g.strokeLine(x + arm, y - arm, x - arm, y + arm);
  }

  /** The whole label, or its first word, or nothing. */
  private void text(String label, double x, double top, double room) {
    String first = label.substring(0, label.indexOf(' '));
    String shown = TextWidth.of(small, label) <= room ? label : first;
    if (TextWidth.of(small, shown) <= room && layout.blockHeight() >= 13) {
      g.setFont(small);
      g.setFill(palette.text1());
      g.fillText(shown, Math.rint(x), Math.rint(top + layout.blockHeight() / 2 + 4));
    }
  }

  private void selection(Block block, boolean focused) {
    double left = Math.rint(layout.x(lanes.window(), block.from())) - 2;
    double width = Math.rint(layout.x(lanes.window(), block.to())) - left + 1;
    g.setStroke(palette.accent());
    g.setLineWidth(focused ? 2.5 : 1.5);
    g.strokeRoundRect(left, layout.top(block.lane()) - 2, width, layout.blockHeight() + 4, 6, 6);
  }

  private void legend() {
    double x = LanesLayout.LABELS;
    x = legend(x, palette.control(), palette.complete(), "verified");
    x = legend(x, palette.selection(), palette.accent(), "working");
    attempts(x + 8, layout.legendTop() + 8, 2);
    x = word(x + 24, "verified at attempt 2");
    double top = layout.legendTop() + 1;
    waiting(x, top, 16, 14);
    x = word(x + 24, "waiting for the venue");
    g.setFill(palette.missing());
    g.fillRect(x, top, 14, 14);
    g.setStroke(palette.onState());
    g.setLineWidth(1.5);
    g.strokeLine(x + 4, top + 4, x + 10, top + 10);
    g.strokeLine(x + 10, top + 4, x + 4, top + 10);
    word(x + 22, "failed");
  }

  private double legend(double x, Color ground, Color edge, String word) {
    g.setFill(ground);
    g.fillRect(x, layout.legendTop() + 1, 16, 14);
    g.setFill(edge);
    g.fillRect(x, layout.legendTop() + 1, 3, 14);
    return word(x + 24, word);
  }

  private double word(double x, String word) {
    Font font = Fonts.regular(12);
    g.setFont(font);
    g.setFill(palette.text2());
    g.fillText(word, Math.rint(x), layout.legendTop() + 12.5);
    return Math.rint(x + TextWidth.of(font, word) + 22);
  }
}
