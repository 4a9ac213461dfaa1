package datalayer.console.chart;

import datalayer.market.TimeRange;

/**
 * Which stretch of time is in view, and how it maps to pixels.
 *
 * @param from the time at the left edge, in milliseconds since the epoch
 * @param millisPerPixel more than 0
 * @param width of the plot in pixels
 */
public record TimeScale(double from, double millisPerPixel, double width) {

  public TimeScale {
    if (!(millisPerPixel > 0)) {
      throw new IllegalArgumentException("a pixel must stand for some time: " + millisPerPixel);
    }
  }

  /** The scale that shows a range over the whole width. */
  public static TimeScale showing(TimeRange range, double width) {
    double millis = Math.max(1, range.duration().toMillis());
    return new TimeScale(
        range.from().toEpochMilli(), millis / Math.max(1, width), Math.max(1, width));
  }

  /** Where a time lies; milliseconds since the epoch are exact as a double. */
  double x(long millis) {
    return x((double) millis);
  }

  public double x(double millis) {
    return (millis - from) / millisPerPixel;
  }

  public double time(double x) {
    return from + x * millisPerPixel;
  }

  public double to() {
    return time(width);
  }

  public double duration() {
    return width * millisPerPixel;
  }

  TimeScale movedBy(double pixels) {
    return new TimeScale(from + pixels * millisPerPixel, millisPerPixel, width);
  }

  /** Zooms so that the time under x stays there; a factor below 1 shows less time. */
  TimeScale zoomed(double factor, double x) {
    double scaled = millisPerPixel * factor;
    return new TimeScale(time(x) - x * scaled, scaled, width);
  }

  /** For another width: the right edge and the scale stay, so that the newest bars stay in view. */
  TimeScale withWidth(double newWidth) {
    return new TimeScale(to() - newWidth * millisPerPixel, millisPerPixel, newWidth);
  }

  /** Between a pixel that holds a whole view of the extent and one that holds a sliver of a bar. */
  TimeScale within(TimeRange extent, long barMillis) {
    double widest = Math.max(extent.duration().toMillis(), 20 * barMillis) / (0.5 * width);
    double narrowest = barMillis / 64.0;
    double scale = Math.clamp(millisPerPixel, Math.min(narrowest, widest), widest);
    TimeScale scaled = scale == millisPerPixel ? this : zoomed(scale / millisPerPixel, width / 2);
    double margin = 0.9 * scaled.duration();
    double least = extent.from().toEpochMilli() - margin;
    double most = extent.to().toEpochMilli() - scaled.duration() + margin;
    return new TimeScale(Math.clamp(scaled.from, least, Math.max(least, most)), scale, width);
  }
}
