package datalayer.venue.binance;

import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.venue.RejectedRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts pages together and proves that nothing is missing between them: every row stands on the
 * grid, inside its window and behind the row before it, and what has no row is written down with
 * the request that shows it. What a rejected row stood for nobody knows, so what has no row in the
 * same answer counts as not read, never as silent.
 */
final class BarProof {

  private final Timeframe timeframe;
  private final List<Bar> bars = new ArrayList<>();
  private final List<RejectedRow> rejected = new ArrayList<>();
  private final List<Hole> holes = new ArrayList<>();
  private final List<TimeRange> unread = new ArrayList<>();
  private long rows;

  /** The open time up to which everything is told, in milliseconds. */
  private long next;

  /** Without rows, and no row behind it yet. */
  private @Nullable TimeRange open;

  /** A stretch without rows, and which answer says so. */
  record Hole(TimeRange range, String evidence) {}

  /**
   * Nothing is told yet.
   *
   * @param from on the grid
   */
  BarProof(Timeframe timeframe, Instant from) {
    this.timeframe = timeframe;
    this.next = from.toEpochMilli();
  }

  /**
   * Takes the answer for the window that follows what was told so far.
   *
   * @param window on the grid
   * @param evidence which request it answers and when, for people
   */
  void take(TimeRange window, BarPage page, String evidence) {
    List<TimeRange> absent = new ArrayList<>();
    int rejectedBefore = rejected.size();
    for (BarPage.Row row : page.rows()) {
      rows++;
      Bar bar = row.bar();
      String reason = bar == null ? row.reason() : misplaced(bar, window);
      if (bar == null || reason != null) {
        rejected.add(new RejectedRow(rows, page.raw(row), String.valueOf(reason)));
        continue;
      }
      absent.add(TimeRange.ofMillis(next, bar.openTime()));
      bars.add(bar);
      next = bar.openTime() + timeframe.millis();
      open = null;
    }
    TimeRange tail = TimeRange.ofMillis(next, window.to().toEpochMilli());
    next = window.to().toEpochMilli();
    absent.add(tail);
    absent.removeIf(TimeRange::isEmpty);
    if (rejected.size() > rejectedBefore) {
      unread.addAll(absent);
      return;
    }
    absent.forEach(range -> holes.add(new Hole(range, evidence)));
    if (!tail.isEmpty()) {
      open = open == null ? tail : new TimeRange(open.from(), tail.to());
    }
  }

  /** The venue has nothing before this moment, so the next window starts there. */
  void skipTo(Instant from) {
    next = Math.max(next, from.toEpochMilli());
  }

  List<Bar> bars() {
    return bars;
  }

  List<RejectedRow> rejected() {
    return rejected;
  }

  List<Hole> holes() {
    return holes;
  }

  RangeSet unread() {
    return RangeSet.of(unread);
  }

  /**
   * The stretch without rows that no row has ended yet, as far as it is this fresh: the venue may
   * only be late.
   */
  RangeSet tooFresh(Instant now, Duration settled) {
    if (open == null) {
      return RangeSet.EMPTY;
    }
    Instant from = timeframe.floor(now.minus(settled));
    Instant end = open.to();
    Instant start = open.from().isAfter(from) ? open.from() : from;
    return start.isBefore(end) ? RangeSet.of(new TimeRange(start, end)) : RangeSet.EMPTY;
  }

  private @Nullable String misplaced(Bar bar, TimeRange window) {
    if (bar.openTime() % timeframe.millis() != 0) {
      return "it opens at %s, where no bar of %s opens".formatted(bar.opensAt(), timeframe);
    }
    if (!window.contains(bar.openTime())) {
      return "it opens at %s, outside the window that was asked for, %s"
          .formatted(bar.opensAt(), window);
    }
    if (!bars.isEmpty() && bar.openTime() <= bars.getLast().openTime()) {
      return "it opens at %s, not behind the bar before it, which opens at %s"
          .formatted(bar.opensAt(), bars.getLast().opensAt());
    }
    return null;
  }
}
