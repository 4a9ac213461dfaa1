package datalayer.venue;

import datalayer.market.Bar;
import datalayer.market.RangeSet;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking a venue for bars by request. */
public sealed interface HistoryFetch {

  /** How many requests it took, those that were refused among them. */
  int requests();

  /**
   * The venue answered for everything that is final. What was asked for is exactly the bars and the
   * four sets, each moment in one of them.
   *
   * @param bars final ones within the range, ascending, each open time once
   * @param rejected rows that could not be said as bars, or that stand where they cannot; their
   *     lines count over the whole fetch
   * @param silent stretches that the venue answered for and had no bar in, with bars on both sides
   *     or bounded by the request; never the part that is not final yet, or that is so fresh that
   *     the venue may only be late
   * @param pending the part of the range that is not final by the venue's clock, and what has no
   *     bar yet and is too fresh for that to be believed: ask again later
   * @param unlisted what is before the first bar that the venue has of this series: no hole
   * @param unread what has no bar in an answer of which a row was rejected: nobody knows whether
   *     the rejected row stood for it
   * @param evidence which requests say so and when they were answered, for people
   * @param bytes received
   */
  record Answered(
      List<Bar> bars,
      List<RejectedRow> rejected,
      RangeSet silent,
      RangeSet pending,
      RangeSet unlisted,
      RangeSet unread,
      String evidence,
      int requests,
      long bytes)
      implements HistoryFetch {

    public Answered {
      bars = List.copyOf(bars);
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * The venue will not answer this, however often it is asked: a symbol it does not know, a
   * malformed request.
   *
   * @param reason for people, with the venue's own words
   */
  record Refused(String reason, int requests) implements HistoryFetch {}

  /**
   * The venue did not deliver, after the retries.
   *
   * @param bars what it had answered until then, ascending; they count
   * @param open the part of the range that has no bar and was not answered for to the end
   * @param retryAfter how long the venue asked us to wait, or null
   */
  record Unavailable(
      List<Bar> bars,
      RangeSet open,
      String reason,
      @Nullable Duration retryAfter,
      int requests,
      long bytes)
      implements HistoryFetch {

    public Unavailable {
      bars = List.copyOf(bars);
    }
  }
}
