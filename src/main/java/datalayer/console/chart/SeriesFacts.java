package datalayer.console.chart;

import datalayer.control.BarColumns;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The figures of a series' side panel.
 *
 * @param completeThrough the end of the first run without a hole of ours
 * @param newestEnd the end of the newest bar, or empty when there is no bar
 * @param bySource bars by the ordinal of their source
 * @param shareOfDays how much of the bars due in those days is here or proven empty, from 0 to 1
 * @param days the last thirty days, oldest first, each with its worst state
 */
public record SeriesFacts(
    Optional<Instant> completeThrough,
    Optional<Instant> newestEnd,
    long present,
    long missing,
    long gaps,
    long empty,
    long pending,
    long notAsked,
    long[] bySource,
    double shareOfDays,
    List<Day> days) {

  private static final int DAYS = 30;

  /** A UTC day and the worst state within it. */
  public record Day(Instant start, State worst) {}

  static SeriesFacts of(BarColumns bars, Coverage coverage, TimeRange extent) {
    long[] bySource = new long[BarColumns.Source.values().length];
    for (byte source : bars.sources()) {
      bySource[source]++;
    }
    return new SeriesFacts(
        coverage.completeThrough(),
        bars.size() == 0 ? Optional.empty() : Optional.of(extent.to()),
        bars.size(),
        coverage.bars(State.MISSING),
        coverage.count(State.MISSING),
        coverage.bars(State.EMPTY),
        coverage.bars(State.PENDING),
        coverage.bars(State.NOT_LISTED),
        bySource,
        shareOfDays(coverage, extent),
        days(coverage, extent));
  }

  private static double shareOfDays(Coverage coverage, TimeRange extent) {
    Instant from = lastDay(extent).minus(Duration.ofDays(DAYS - 1));
    long here = 0;
    long due = 0;
    for (CoverageSpan span : coverage.spans()) {
      Instant start = span.range().from().isBefore(from) ? from : span.range().from();
      long millis = Math.max(0, Duration.between(start, span.range().to()).toMillis());
      switch (span.state()) {
        case COMPLETE, EMPTY -> {
          here += millis;
          due += millis;
        }
        case MISSING, DEGRADED -> due += millis;
        case PENDING, NOT_LISTED -> {}
      }
    }
    return due == 0 ? 0 : (double) here / due;
  }

  private static Instant lastDay(TimeRange extent) {
    return extent.to().minusMillis(1).truncatedTo(ChronoUnit.DAYS);
  }

  private static List<Day> days(Coverage coverage, TimeRange extent) {
    Instant last = lastDay(extent);
    List<Day> days = new ArrayList<>();
    for (int ago = DAYS - 1; ago >= 0; ago--) {
      Instant start = last.minus(Duration.ofDays(ago));
      TimeRange day = new TimeRange(start, start.plus(Duration.ofDays(1)));
      State worst =
          coverage.spans().stream()
              .filter(span -> span.range().intersection(day).isPresent())
              .map(CoverageSpan::state)
              .min(Comparator.naturalOrder())
              .orElse(State.NOT_LISTED);
      days.add(new Day(start, worst));
    }
    return days;
  }
}
