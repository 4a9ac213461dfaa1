package datalayer.feed;

import datalayer.landing.Witnesses;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides from which bar on a series is watched after a start. */
final class Resume {

  private static final Logger LOG = LoggerFactory.getLogger(Resume.class);

  /** A series of which nothing is there lately gets a few bars to begin with. */
  private static final int OVERLAP = 3;

  private final Witnesses witnesses;
  private final FeedOptions options;

  Resume(Witnesses witnesses, FeedOptions options) {
    this.witnesses = witnesses;
    this.options = options;
  }

  /**
   * For each series the end of the newest bar there is, if it is not too long ago: an earlier
   * process may have lost what came since. Holes before it are for backfills to close.
   */
  Map<Series, Instant> from(List<Series> series, Instant now) {
    Map<Series, Instant> from = new HashMap<>();
    series.stream()
        .collect(Collectors.groupingBy(Series::timeframe))
        .forEach((timeframe, all) -> {
          TimeRange lately =
              new TimeRange(timeframe.floor(now.minus(options.lookBack())), timeframe.floor(now));
          Map<Series, RangeSet> there = present(all, lately);
          for (Series one : all) {
            RangeSet present = there.getOrDefault(one, RangeSet.EMPTY);
            from.put(one, present.isEmpty() ? beginning(timeframe, now) : end(present, lately));
          }
        });
    return from;
  }

  private Map<Series, RangeSet> present(List<Series> series, TimeRange lately) {
    try {
      Map<Series, RangeSet> present = new HashMap<>();
      witnesses
          .hear(series, lately)
          .forEach((one, testimony) -> present.put(one, testimony.present()));
      return present;
    } catch (RuntimeException e) {
      LOG.atWarn()
          .setCause(e)
          .log(
              "what landed before the start is not known; bars that were missed then stay missing");
      return Map.of();
    }
  }

  private static Instant beginning(Timeframe timeframe, Instant now) {
    return timeframe.floor(now).minus(timeframe.duration().multipliedBy(OVERLAP));
  }

  private static Instant end(RangeSet present, TimeRange within) {
    Instant end = present.ranges().getLast().to();
    return end.isAfter(within.to()) ? within.to() : end;
  }
}
