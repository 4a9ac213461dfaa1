package datalayer.console.chart;

import datalayer.control.CoverageSpan;
import datalayer.market.TimeRange;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleLongProperty;
import org.jspecify.annotations.Nullable;

/** Which part of the series is in view, and where the cursor stands. Knows no pixels' colours. */
public final class Viewport {

  /** No bar is pointed at. */
  public static final long NOWHERE = Long.MIN_VALUE;

  private static final double FIRST_PITCH = 6;
  private static final double RIGHT_MARGIN = 0.06;
  private static final double STEP_FACTOR = 1.25;

  private final ReadOnlyObjectWrapper<@Nullable TimeScale> scale = new ReadOnlyObjectWrapper<>();
  private final LongProperty cursor = new SimpleLongProperty(NOWHERE);
  private final DoubleProperty cursorY = new SimpleDoubleProperty(Double.NaN);
  private @Nullable ChartData data;
  private double width = 1000;

  public ReadOnlyObjectProperty<@Nullable TimeScale> scaleProperty() {
    return scale.getReadOnlyProperty();
  }

  public @Nullable TimeScale scale() {
    return scale.get();
  }

  /** The open time of the bar that is pointed at, or {@link #NOWHERE}. */
  public LongProperty cursorProperty() {
    return cursor;
  }

  /** The height of the pointer, or NaN. */
  public DoubleProperty cursorYProperty() {
    return cursorY;
  }

  /**
   * Shows other data.
   *
   * @param anew whether it is another series, and the view starts at the newest bars
   */
  public void show(@Nullable ChartData newData, boolean anew) {
    ChartData before = data;
    data = newData;
    TimeScale now = scale.get();
    if (newData == null) {
      scale.set(null);
      cursor.set(NOWHERE);
    } else if (anew || before == null || now == null) {
      cursor.set(NOWHERE);
      newest();
    } else if (now.to() >= before.extent().to().toEpochMilli()) {
      // the newest bars were in view, and stay
      double grown = newData.extent().to().toEpochMilli() - before.extent().to().toEpochMilli();
      set(new TimeScale(now.from() + grown, now.millisPerPixel(), width));
    }
  }

  public void resize(double newWidth) {
    width = Math.max(1, newWidth);
    TimeScale now = scale.get();
    if (now != null && now.width() != width) {
      set(now.withWidth(width));
    }
  }

  public void pan(double pixels) {
    TimeScale now = scale.get();
    if (now != null) {
      set(now.movedBy(pixels));
    }
  }

  /** Zooms about a pixel; a factor below 1 shows less time. */
  public void zoom(double factor, double x) {
    TimeScale now = scale.get();
    if (now != null) {
      set(now.zoomed(factor, x));
    }
  }

  /** One step in or out about the cursor, or the middle of the view. */
  public void step(boolean in) {
    TimeScale now = scale.get();
    if (now != null && data != null) {
      boolean pointed = cursor.get() != NOWHERE && visible(now, cursor.get());
      double x = pointed ? now.x(cursor.get() + data.barMillis() / 2.0) : now.width() / 2;
      zoom(in ? 1 / STEP_FACTOR : STEP_FACTOR, x);
    }
  }

  /** The whole series. */
  public void fit() {
    if (data != null) {
      double air = 0.02 * data.extent().duration().toMillis();
      double from = data.extent().from().toEpochMilli() - air;
      double all = data.extent().duration().toMillis() + 2 * air;
      set(new TimeScale(from, all / width, width));
    }
  }

  /** The newest bars, at a pitch that shows them as candles. */
  public void newest() {
    if (data != null) {
      TimeScale now = scale.get();
      double usual = data.barMillis() / FIRST_PITCH;
      double wanted = now == null ? usual : Math.min(now.millisPerPixel(), usual);
      double all = data.extent().duration().toMillis() / (width * (1 - 2 * RIGHT_MARGIN));
      double perPixel = Math.clamp(all, data.barMillis() / 24.0, wanted);
      double to = data.extent().to().toEpochMilli() + RIGHT_MARGIN * width * perPixel;
      set(new TimeScale(to - width * perPixel, perPixel, width));
    }
  }

  /** The first bars, at the scale of now. */
  public void oldest() {
    TimeScale now = scale.get();
    if (data != null && now != null) {
      double from = data.extent().from().toEpochMilli() - 0.02 * now.duration();
      set(new TimeScale(from, now.millisPerPixel(), width));
    }
  }

  /** Puts an instant into the middle and points at its bar. */
  public void goTo(long millis) {
    TimeScale now = scale.get();
    if (data != null && now != null) {
      set(new TimeScale(millis - now.duration() / 2, now.millisPerPixel(), width));
      cursor.set(Math.floorDiv(millis, data.barMillis()) * data.barMillis());
    }
  }

  /** Shows the next gap of ours, or the one before. */
  public void gap(boolean next) {
    TimeScale now = scale.get();
    if (data == null || now == null) {
      return;
    }
    double from = cursor.get() == NOWHERE ? now.time(width / 2) : cursor.get();
    Optional<CoverageSpan> gap =
        next ? data.coverage().nextGap(from) : data.coverage().previousGap(from);
    gap.ifPresent(span -> goTo(span.range()));
  }

  /** Shows a range with some of its surroundings and points at its start. */
  public void goTo(TimeRange range) {
    TimeScale now = scale.get();
    if (data != null && now != null) {
      double length = range.duration().toMillis();
      double duration = Math.max(now.duration(), 1.6 * length);
      double from = range.from().toEpochMilli() + length / 2 - duration / 2;
      set(new TimeScale(from, duration / width, width));
      cursor.set(range.from().toEpochMilli());
    }
  }

  /** Points at the bar under a pixel. */
  public void point(double x, double y) {
    TimeScale now = scale.get();
    if (data != null && now != null && x >= 0 && x < width) {
      cursorY.set(y);
      cursor.set(Math.floorDiv((long) now.time(x), data.barMillis()) * data.barMillis());
    } else {
      unpoint();
    }
  }

  public void unpoint() {
    cursorY.set(Double.NaN);
    cursor.set(NOWHERE);
  }

  /** Moves the cursor by bars, and the view along when it would leave it. */
  public void moveCursor(int bars) {
    TimeScale now = scale.get();
    if (data == null || now == null) {
      return;
    }
    long bar = data.barMillis();
    long end = data.extent().to().toEpochMilli() - bar;
    boolean pointed = cursor.get() != NOWHERE && visible(now, cursor.get());
    long start = pointed ? cursor.get() : Math.min(end, lastVisible(now, bar)) - bars * bar;
    long target = Math.clamp(start + bars * bar, data.extent().from().toEpochMilli(), end);
    cursorY.set(Double.NaN);
    cursor.set(target);
    double x = now.x(target + bar / 2.0);
    if (x < 8) {
      pan(x - 8);
    } else if (x > width - 8) {
      pan(x - width + 8);
    }
  }

  private static boolean visible(TimeScale scale, long millis) {
    return millis >= scale.from() && millis < scale.to();
  }

  private static long lastVisible(TimeScale scale, long bar) {
    return Math.floorDiv((long) scale.to() - bar / 2, bar) * bar;
  }

  private void set(TimeScale wanted) {
    if (data != null) {
      scale.set(wanted.within(data.extent(), data.barMillis()));
    }
  }
}
