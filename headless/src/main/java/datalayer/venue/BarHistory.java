package datalayer.venue;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Bars that a venue answers by request, for what no archive file holds: the newest, and what the
 * files lack. Safe for use by many threads; all of them share the venue's one request budget.
 */
public interface BarHistory {

  /** Whether the venue answers requests for such a series at all. */
  boolean covers(Series series);

  /**
   * Asks for every bar that opens within the range and is final by the venue's own clock. Never
   * throws for what a venue may do: that is a {@link HistoryFetch}.
   *
   * @param range UTC, half-open; the part that is not final yet is left out of the answer
   */
  HistoryFetch fetch(Series series, TimeRange range, RequestPriority priority)
      throws InterruptedException;

  /** How many requests a fetch of so many bars takes at most. */
  int requests(Series series, long bars);

  /** How long so many requests take at least, as the budget stands now. */
  Duration expected(Series series, int requests);

  /**
   * The venue's own time as far as it is known without asking; empty where it is not, or where the
   * machine's clock was set since the venue said it.
   */
  default Optional<Instant> known(Series series) {
    return Optional.empty();
  }

  /**
   * The venue's own time.
   *
   * @throws VenueUnavailableException when it has not said its time yet and does not now
   */
  Instant now() throws VenueUnavailableException, InterruptedException;
}
