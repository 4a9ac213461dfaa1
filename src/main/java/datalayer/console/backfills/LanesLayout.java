package datalayer.console.backfills;

import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;

/** Where lanes and times lie on the canvas, in pixels. */
record LanesLayout(double width, double height, int lanes) {

  static final double LABELS = 64;
  static final double RULER = 24;
  private static final double LEGEND = 34;
  private static final double RIGHT = 8;
  private static final double MOST_PITCH = 46;
  private static final double LEAST_PITCH = 13;

  double pitch() {
    double room = height - RULER - LEGEND;
    return Math.clamp(Math.floor(room / Math.max(1, lanes)), LEAST_PITCH, MOST_PITCH);
  }

  double blockHeight() {
    return Math.min(34, pitch() - Math.max(3, Math.rint(pitch() / 5)));
  }

  /** The upper edge of a lane's blocks; lanes count from 1. */
  double top(int lane) {
    return RULER + 6 + (lane - 1) * pitch();
  }

  double bottom() {
    return Math.min(top(lanes) + blockHeight() + 4, height - LEGEND);
  }

  double legendTop() {
    return Math.min(height - LEGEND + 8, bottom() + 18);
  }

  double now() {
    return width - RIGHT;
  }

  double x(TimeRange window, Instant at) {
    double share =
        (double) Duration.between(window.from(), at).toMillis() / window.duration().toMillis();
    return Math.clamp(LABELS + share * (now() - LABELS), LABELS, now());
  }
}
