package datalayer.console.chart;

import datalayer.console.fx.Figures;
import datalayer.control.CoverageSpan;
import datalayer.feed.FeedEvent;
import datalayer.feed.StreamState.Late;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Final bars of the series that is shown, which its stream did not bring: open while they are asked
 * for, closed when they have landed. Never part of what landed.
 *
 * @param range UTC, half-open
 * @param seen when the console first saw it open, or when it closed
 * @param reason what is being done about it, for people; empty when it is closed
 * @param took from when it was noticed until its bars had landed, or null while it is open
 */
record LiveHole(TimeRange range, long bars, Instant seen, String reason, @Nullable Duration took) {

  static LiveHole open(Late late, Instant seen) {
    Series series = late.series();
    Instant from = late.since().minus(series.timeframe().duration());
    TimeRange range =
        TimeRange.ofMillis(
            from.toEpochMilli(), from.toEpochMilli() + late.bars() * series.timeframe().millis());
    return new LiveHole(range, late.bars(), seen, late.reason(), null);
  }

  /** What an event that tells of healed bars says; the event has to name a range. */
  static @Nullable LiveHole healed(FeedEvent event) {
    TimeRange range = event.range();
    return range == null || event.took() == null
        ? null
        : new LiveHole(range, event.bars(), event.at(), "", event.took());
  }

  /** This hole, closed at a moment; how long it took is counted from when it was seen. */
  LiveHole closed(Instant at) {
    return new LiveHole(range, bars, at, "", Duration.between(seen, at));
  }

  boolean isOpen() {
    return took == null;
  }

  /** Whether what the witnesses know of a stretch is said by this hole already. */
  boolean tells(CoverageSpan.State state, TimeRange stretch) {
    return isOpen()
        && state != CoverageSpan.State.COMPLETE
        && !stretch.from().isBefore(range.from())
        && !stretch.to().isAfter(range.to());
  }

  /** {@code 3 bars missing}, {@code 3 bars by REST in 4.1 s}. */
  String words() {
    String what = Figures.count(bars, "bar", "bars");
    return took == null ? what + " missing" : what + " by REST in " + Figures.age(took);
  }
}
