package datalayer.feed;

import datalayer.landing.Delivery;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.util.List;

/**
 * Bars of a series on their way to be landed.
 *
 * @param range what was asked for, or where the streamed bar is
 * @param byRequest whether they were asked for
 * @param unreadable rows of an answer that say no bar
 * @param absent where the venue answered and had no bar
 * @param evidence for {@code absent}
 * @param landed is run once they are in every layer
 */
record Parcel(
    Series series,
    TimeRange range,
    List<Bar> bars,
    boolean byRequest,
    List<Delivery.UnreadableRow> unreadable,
    RangeSet absent,
    String evidence,
    Runnable landed) {

  /** One bar that the stream brought. */
  static Parcel streamed(Series series, Bar bar, Runnable landed) {
    TimeRange range =
        TimeRange.ofMillis(bar.openTime(), bar.openTime() + series.timeframe().millis());
    return new Parcel(series, range, List.of(bar), false, List.of(), RangeSet.EMPTY, "", landed);
  }
}
