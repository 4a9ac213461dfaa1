package datalayer.console.chart;

import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known about a series, by time. Spans ascend, touch and leave nothing out. */
public final class Coverage {

  private final List<CoverageSpan> spans;
  private final long[] starts;
  private final Timeframe timeframe;

  public Coverage(List<CoverageSpan> spans, Timeframe timeframe) {
    this.spans = List.copyOf(spans);
    this.timeframe = timeframe;
    starts = spans.stream().mapToLong(span -> span.range().from().toEpochMilli()).toArray();
  }

  public List<CoverageSpan> spans() {
    return spans;
  }

  /** What is known of the time before an instant. */
  Coverage before(Instant instant) {
    List<CoverageSpan> kept = new ArrayList<>();
    for (CoverageSpan span : spans) {
      if (!span.range().to().isAfter(instant)) {
        kept.add(span);
      } else if (span.range().from().isBefore(instant)) {
        kept.add(over(span, new TimeRange(span.range().from(), instant)));
      }
    }
    return new Coverage(kept, timeframe);
  }

  /** This with what is known of the time behind it; what is cut apart only there is joined. */
  Coverage followedBy(List<CoverageSpan> more) {
    List<CoverageSpan> all = new ArrayList<>(spans);
    for (CoverageSpan span : more) {
      CoverageSpan last = all.isEmpty() ? null : all.getLast();
      if (last != null && goesOn(last, span)) {
        all.set(all.size() - 1, over(span, new TimeRange(last.range().from(), span.range().to())));
      } else {
        all.add(span);
      }
    }
    return new Coverage(all, timeframe);
  }

  private static boolean goesOn(CoverageSpan last, CoverageSpan span) {
    return last.range().to().equals(span.range().from())
        && last.state() == span.state()
        && last.reason().equals(span.reason());
  }

  private static CoverageSpan over(CoverageSpan span, TimeRange range) {
    return new CoverageSpan(
        range, span.state(), span.reason(), span.attempts(), span.nextAttempt());
  }

  /** What is missing and ours, ascending. */
  List<CoverageSpan> gaps() {
    return spans.stream().filter(span -> span.state() == State.MISSING).toList();
  }

  /** What is missing, in doubt, proven empty, or never asked for, ascending. */
  List<CoverageSpan> remarkable() {
    return spans.stream()
        .filter(span ->
            switch (span.state()) {
              case MISSING, DEGRADED, EMPTY -> true;
              case NOT_LISTED -> span.isUnasked();
              case PENDING, COMPLETE -> false;
            })
        .toList();
  }

  /** The span that holds this instant, or null outside what was asked for. */
  @Nullable CoverageSpan at(long millis) {
    int index = indexAt(millis);
    return index >= 0 && index < spans.size() && spans.get(index).range().contains(millis)
        ? spans.get(index)
        : null;
  }

  long bars(State state) {
    return spans.stream()
        .filter(span -> span.state() == state)
        .mapToLong(span -> timeframe.barsIn(span.range()))
        .sum();
  }

  long count(State state) {
    return spans.stream().filter(span -> span.state() == state).count();
  }

  /** The first span of ours that is missing and begins after this instant. */
  Optional<CoverageSpan> nextGap(double millis) {
    return spans.stream()
        .filter(span -> span.state() == State.MISSING)
        .filter(span -> span.range().from().toEpochMilli() > millis)
        .findFirst();
  }

  /** The last span of ours that is missing and ends before this instant. */
  Optional<CoverageSpan> previousGap(double millis) {
    return spans.reversed().stream()
        .filter(span -> span.state() == State.MISSING)
        .filter(span -> span.range().to().toEpochMilli() < millis)
        .findFirst();
  }

  /**
   * The end of the first run without a hole of ours: complete, or proven empty at the venue.
   *
   * @return empty when the very first bar is missing, or nothing was asked for
   */
  Optional<Instant> completeThrough() {
    Optional<Instant> end = Optional.empty();
    for (CoverageSpan span : spans) {
      switch (span.state()) {
        case COMPLETE, EMPTY, DEGRADED -> end = Optional.of(span.range().to());
        case MISSING, PENDING -> {
          return end;
        }
        case NOT_LISTED -> {
          if (end.isPresent()) {
            return end;
          }
        }
      }
    }
    return end;
  }

  /** A stretch of the view in one state that is not complete, at least a pixel wide. */
  record Zone(State state, TimeRange range, long bars, int spans, String reason) {}

  /**
   * The stretches in view that are not complete. Stretches of one state that would touch on the
   * screen are one zone, and none is left out for being small, so zooming out hides no hole.
   */
  List<Zone> zones(TimeScale scale) {
    List<Zone> zones = new ArrayList<>();
    Zone last = null;
    for (int i = Math.max(0, indexAt((long) scale.from())); i < spans.size(); i++) {
      CoverageSpan span = spans.get(i);
      if (starts[i] > scale.to()) {
        break;
      }
      if (span.state() == State.COMPLETE) {
        continue;
      }
      if (last != null && joins(last, span, scale)) {
        last = joined(last, span);
        zones.set(zones.size() - 1, last);
      } else {
        last =
            new Zone(span.state(), span.range(), timeframe.barsIn(span.range()), 1, span.reason());
        zones.add(last);
      }
    }
    return zones;
  }

  private boolean joins(Zone zone, CoverageSpan span, TimeScale scale) {
    double apart = span.range().from().toEpochMilli() - zone.range().to().toEpochMilli();
    return zone.state() == span.state() && apart < 2 * scale.millisPerPixel();
  }

  private Zone joined(Zone zone, CoverageSpan span) {
    return new Zone(
        zone.state(),
        new TimeRange(zone.range().from(), span.range().to()),
        zone.bars() + timeframe.barsIn(span.range()),
        zone.spans() + 1,
        zone.reason());
  }

  private int indexAt(long millis) {
    int found = Arrays.binarySearch(starts, millis);
    return found >= 0 ? found : -found - 2;
  }
}
