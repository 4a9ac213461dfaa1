package datalayer.market;

import java.time.Duration;
import java.time.Instant;

/** The length of a bar. Every grid starts at the epoch, so bars open at whole multiples in UTC. */
public enum Timeframe {
  M1("1m", Duration.ofMinutes(1)),
  M5("5m", Duration.ofMinutes(5)),
  M15("15m", Duration.ofMinutes(15)),
  H1("1h", Duration.ofHours(1));

  private final String label;
  private final Duration duration;

  Timeframe(String label, Duration duration) {
    this.label = label;
    this.duration = duration;
  }

  /** The word in series, files and tables, for example {@code 15m}. */
  public String label() {
    return label;
  }

  public Duration duration() {
    return duration;
  }

  /** The length of a bar in milliseconds. */
  public long millis() {
    return duration.toMillis();
  }

  /** How many bars a whole UTC day has. */
  public int barsPerDay() {
    return (int) (Duration.ofDays(1).toMillis() / millis());
  }

  /** The open time of the bar that holds this instant. */
  public Instant floor(Instant instant) {
    return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), millis()) * millis());
  }

  /** The open time of the first bar that opens at this instant or after it. */
  public Instant ceiling(Instant instant) {
    Instant floor = floor(instant);
    return floor.equals(instant) ? floor : floor.plus(duration);
  }

  /** The part of the range that whole bars fill, rounded inwards; empty when there is none. */
  public TimeRange wholeBars(TimeRange range) {
    Instant from = ceiling(range.from());
    Instant to = floor(range.to());
    return to.isBefore(from) ? new TimeRange(from, from) : new TimeRange(from, to);
  }

  /** How many bars open within the range. */
  public long barsIn(TimeRange range) {
    TimeRange bars = new TimeRange(ceiling(range.from()), ceiling(range.to()));
    return bars.duration().toMillis() / millis();
  }

  /**
   * Reads a timeframe as it is written in files and series.
   *
   * @throws IllegalArgumentException naming the timeframes there are
   */
  public static Timeframe parse(String text) {
    for (Timeframe timeframe : values()) {
      if (timeframe.label.equals(text)) {
        return timeframe;
      }
    }
    throw new IllegalArgumentException(
        "\"%s\" is no timeframe; there are 1m, 5m, 15m and 1h".formatted(text));
  }

  @Override
  public String toString() {
    return label;
  }
}
