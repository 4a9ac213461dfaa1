package datalayer.console.coverage;

import datalayer.console.fx.Figures;
import datalayer.console.fx.Times;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;

/**
 * A block of cells: rows and cells from the first to the last, both included.
 *
 * @param anchorRow where it was begun; the other corner moves
 */
public record Selection(Zoom zoom, int anchorRow, long anchorCell, int otherRow, long otherCell) {

  int firstRow() {
    return Math.min(anchorRow, otherRow);
  }

  int lastRow() {
    return Math.max(anchorRow, otherRow);
  }

  long firstCell() {
    return Math.min(anchorCell, otherCell);
  }

  long lastCell() {
    return Math.max(anchorCell, otherCell);
  }

  int rows() {
    return lastRow() - firstRow() + 1;
  }

  TimeRange range() {
    return TimeRange.ofMillis(zoom.start(firstCell()), zoom.start(lastCell() + 1));
  }

  Selection to(int row, long cell) {
    return new Selection(zoom, anchorRow, anchorCell, row, cell);
  }

  /** {@code 12 days}, {@code 3 hours}. */
  String length() {
    Duration length = range().duration();
    return switch (zoom) {
      case YEAR, DAY -> Figures.count(length.toDays(), "day", "days");
      case HOUR -> Figures.count(length.toHours(), "hour", "hours");
      case MINUTE -> Figures.count(length.toMinutes(), "minute", "minutes");
    };
  }

  /** For the ruler: {@code 3 – 14 Oct · 12 days}, {@code 12:02 – 12:39 · 37 minutes}. */
  String words() {
    Instant from = range().from();
    Instant to = range().to();
    String span =
        switch (zoom) {
          case YEAR, DAY -> days(from, to.minusMillis(1));
          case HOUR -> Times.dayAndMinute(from) + " – " + Times.dayAndMinute(to);
          case MINUTE -> Times.minute(from) + " – " + Times.minute(to);
        };
    return span + " · " + length();
  }

  private static String days(Instant first, Instant last) {
    if (Times.date(first).equals(Times.date(last))) {
      return Times.day(first);
    }
    boolean oneMonth = Times.month(first).equals(Times.month(last));
    String from = Times.day(first);
    return (oneMonth ? from.substring(0, from.indexOf(' ')) : from) + " – " + Times.day(last);
  }
}
