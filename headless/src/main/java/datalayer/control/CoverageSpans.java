package datalayer.control;

import datalayer.control.CoverageSpan.State;
import datalayer.landing.Witnesses.Testimony;
import datalayer.ledger.CoverageInterval;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what both witnesses testify as one row of touching spans that leaves no instant out. */
final class CoverageSpans {

  private final List<CoverageSpan> spans = new ArrayList<>();
  private RangeSet rest;

  private CoverageSpans(TimeRange range) {
    this.rest = RangeSet.of(range);
  }

  /**
   * The spans of a series over a range.
   *
   * @param fetched what runs are about to bring
   */
  static List<CoverageSpan> of(
      Series series, TimeRange range, Testimony testimony, RangeSet fetched, Instant now) {
    CoverageSpans spans = new CoverageSpans(range);
    spans.add(testimony.proven(), new CoverageSpan(range, State.COMPLETE, ""));
    spans.add(
        testimony.unproven(),
        new CoverageSpan(
            range, State.DEGRADED, "the data is there; the ledger has no proof of how it came"));
    spans.add(fetched, new CoverageSpan(range, State.PENDING, "a run is fetching it"));
    for (CoverageInterval interval : testimony.otherwise(range)) {
      spans.add(RangeSet.of(interval.range()), span(interval));
    }
    if (range.to().isAfter(now)) {
      Instant due = series.timeframe().floor(now);
      TimeRange future = new TimeRange(due.isAfter(range.from()) ? due : range.from(), range.to());
      spans.add(RangeSet.of(future), new CoverageSpan(range, State.PENDING, CoverageSpan.NOT_DUE));
    }
    CoverageInterval opening = testimony.opening();
    if (opening != null && opening.range().from().isAfter(range.from())) {
      spans.add(
          RangeSet.of(new TimeRange(range.from(), opening.range().from())),
          new CoverageSpan(range, State.NOT_LISTED, opening.reason()));
    }
    spans.add(
        spans.rest,
        new CoverageSpan(range, State.NOT_LISTED, CoverageSpan.NOBODY_ASKED + series + " here"));
    spans.spans.sort(Comparator.comparing(CoverageSpan::range));
    return List.copyOf(spans.spans);
  }

  private static CoverageSpan span(CoverageInterval interval) {
    State state =
        switch (interval.state()) {
          case EMPTY -> State.EMPTY;
          case NOT_LISTED -> State.NOT_LISTED;
          case PRESENT, ABSENT, REJECTED, UNDELIVERED, LOST -> State.MISSING;
        };
    boolean missing = state == State.MISSING;
    @Nullable Instant next = missing ? interval.statements().next() : null;
    return new CoverageSpan(
        interval.range(),
        state,
        interval.reason(),
        missing ? interval.statements().attempts() : 0,
        next);
  }

  private void add(RangeSet part, CoverageSpan like) {
    RangeSet here = rest.intersection(part);
    here.ranges()
        .forEach(r ->
            spans.add(
                new CoverageSpan(
                    r, like.state(), like.reason(), like.attempts(), like.nextAttempt())));
    rest = rest.minus(here);
  }
}
