package datalayer.console.coverage;

import datalayer.market.TimeRange;
import java.time.Duration;

/** How much time one cell of the heatmap stands for. */
public enum Zoom {
  /** A cell is a week that begins on a Monday. */
  YEAR("Year", Duration.ofDays(7), "series-weeks"),
  DAY("Day", Duration.ofDays(1), "series-days"),
  HOUR("Hour", Duration.ofHours(1), "series-hours"),
  MINUTE("Minute", Duration.ofMinutes(1), "series-minutes");

  /** The epoch began on a Thursday; weeks begin three days earlier. */
  private static final long MONDAY = Duration.ofDays(3).toMillis();

  private final String word;
  private final long millis;
  private final String unit;

  Zoom(String word, Duration cell, String unit) {
    this.word = word;
    this.millis = cell.toMillis();
    this.unit = unit;
  }

  String word() {
    return word;
  }

  /** What the cells are counted in. */
  String unit() {
    return unit;
  }

  long millis() {
    return millis;
  }

  /** The number of the cell that holds an instant. */
  long cell(long epochMillis) {
    return Math.floorDiv(epochMillis + shift(), millis);
  }

  long start(long cell) {
    return cell * millis - shift();
  }

  TimeRange range(long cell) {
    return TimeRange.ofMillis(start(cell), start(cell + 1));
  }

  Zoom closer() {
    return values()[Math.min(values().length - 1, ordinal() + 1)];
  }

  Zoom wider() {
    return values()[Math.max(0, ordinal() - 1)];
  }

  private long shift() {
    return this == YEAR ? MONDAY : 0;
  }
}
