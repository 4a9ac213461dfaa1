package datalayer.console.coverage;

import datalayer.console.fx.Figures;
import datalayer.console.fx.Names;
import datalayer.console.fx.Times;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why a cell is as it is: what is known of it, step by step, with the evidence.
 *
 * @param title {@code ETH/USDT, Binance swap, 6 Oct}
 * @param summary {@code 1,440 of 1,440 bars missing}
 * @param steps the stretches within the cell, ascending, the first few
 * @param more how many stretches are left out
 */
public record CellFacts(
    Series series,
    TimeRange range,
    State worst,
    String title,
    String summary,
    List<Step> steps,
    int more) {

  private static final int MOST_STEPS = 6;

  /** A stretch in one state. */
  public record Step(State state, String when, String words) {}

  static CellFacts of(SeriesCoverage coverage, Zoom zoom, long cell) {
    TimeRange range = zoom.range(cell);
    List<CoverageSpan> spans = coverage.within(range);
    List<Step> steps =
        spans.stream().limit(MOST_STEPS).map(span -> step(coverage.series(), span)).toList();
    return new CellFacts(
        coverage.series(),
        range,
        coverage.worst(zoom, cell),
        "%s, %s, %s"
            .formatted(
                coverage.series().instrument().shortSymbol(),
                Names.venueAndType(coverage.series().instrument()),
                when(zoom, range)),
        summary(coverage, zoom, cell, spans),
        steps,
        spans.size() - steps.size());
  }

  /** What a screen reader says at this cell. */
  String spoken() {
    return title + ", " + summary;
  }

  /** Whether a backfill could change anything here. */
  boolean canBeMended() {
    return worst == State.MISSING || worst == State.DEGRADED || worst == State.NOT_LISTED;
  }

  static String word(State state) {
    return switch (state) {
      case MISSING -> "Missing, ours";
      case DEGRADED -> "Degraded";
      case PENDING -> "Pending";
      case EMPTY -> "Empty at venue";
      case COMPLETE -> "Complete";
      case NOT_LISTED -> "Not asked for, or not listed";
    };
  }

  private static String word(CoverageSpan span) {
    if (span.state() != State.NOT_LISTED) {
      return word(span.state());
    }
    return span.isUnasked() ? "Not asked for" : "Not listed";
  }

  private static String when(Zoom zoom, TimeRange range) {
    return switch (zoom) {
      case YEAR ->
          "%s to %s".formatted(Times.day(range.from()), Times.date(range.to().minusMillis(1)));
      case DAY -> Times.day(range.from());
      case HOUR, MINUTE -> Times.dayAndMinute(range.from());
    };
  }

  private static String summary(
      SeriesCoverage coverage, Zoom zoom, long cell, List<CoverageSpan> spans) {
    Map<State, Long> bars =
        spans.stream()
            .collect(
                Collectors.groupingBy(
                    CoverageSpan::state,
                    Collectors.summingLong(
                        span -> coverage.series().timeframe().barsIn(span.range()))));
    long all = bars.values().stream().mapToLong(Long::longValue).sum();
    State worst = coverage.worst(zoom, cell);
    long of = bars.getOrDefault(worst, 0L);
    String share = "%s of %s ".formatted(Figures.count(of), Figures.count(all, "bar", "bars"));
    return switch (worst) {
      case MISSING -> share + "missing";
      case DEGRADED -> share + "degraded";
      case PENDING -> share + "not due yet";
      case EMPTY -> share + "empty at venue";
      case COMPLETE -> Figures.count(of, "bar", "bars") + " here, proven in every layer";
      case NOT_LISTED ->
          spans.stream().allMatch(CoverageSpan::isUnasked)
              ? "nobody asked for it"
              : "not listed, or nobody asked for it";
    };
  }

  private static Step step(Series series, CoverageSpan span) {
    String bars = Figures.count(series.timeframe().barsIn(span.range()), "bar", "bars");
    String words = word(span) + ", " + bars;
    return new Step(
        span.state(),
        Times.dayAndMinute(span.range().from()),
        span.reason().isEmpty() ? words : words + ": " + span.reason());
  }
}
