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
   * The venue answered for everything that is final.
   *
   * @param bars final ones within the range, ascending, each open time once
   * @param rejected rows that could not be said as bars
   * @param silent stretches that the venue answered for and had no bar in, with bars on both sides
   *     or bounded by the request; never the part that is not final yet
   * @param pending the part of the range that is not final by the venue's clock
   * @param evidence which requests say so and when they were answered, for people
   * @param bytes received
   */
  record Answered(
      List<Bar> bars,
      List<RejectedRow> rejected,
      RangeSet silent,
      RangeSet pending,
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
   * @param open the part of the range that it did not answer for
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
