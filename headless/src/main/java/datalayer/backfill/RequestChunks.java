package datalayer.backfill;

import datalayer.backfill.Plan.PlannedChunk;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.BarHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts what is to be asked for by request into chunks that are soon done, so that a run stops soon
 * after it was told to.
 */
final class RequestChunks {

  /** The most requests of a chunk. */
  static final int MAX_REQUESTS = 20;

  /** What a bar takes in a venue's answer, roughly. */
  private static final int BYTES_PER_BAR = 150;

  private RequestChunks() {}

  /**
   * Chunks within one month each, ascending.
   *
   * @param history who is asked; where nobody can be, a chunk per month says that nothing holds it
   */
  static List<PlannedChunk> chunks(Series series, RangeSet wanted, Optional<BarHistory> history) {
    List<PlannedChunk> chunks = new ArrayList<>();
    for (RangeSet month : MonthSources.byMonth(wanted).values()) {
      if (history.isEmpty()) {
        chunks.add(chunk(series, month, 0, Duration.ZERO));
        continue;
      }
      List<TimeRange> together = new ArrayList<>();
      int requests = 0;
      for (TimeRange piece : pieces(series, month, history.get())) {
        int more = requests(series, piece, history.get());
        if (requests + more > MAX_REQUESTS && !together.isEmpty()) {
          chunks.add(requested(series, together, requests, history.get()));
          together = new ArrayList<>();
          requests = 0;
        }
        together.add(piece);
        requests += more;
      }
      chunks.add(requested(series, together, requests, history.get()));
    }
    return chunks;
  }

  /** How many requests a stretch takes, with the bars beside it that are asked for too. */
  static int requests(Series series, TimeRange range, BarHistory history) {
    long bars = series.timeframe().barsIn(range) + 2L * HistoryReading.NEIGHBOURS;
    return Math.max(1, history.requests(series, bars));
  }

  private static PlannedChunk requested(
      Series series, List<TimeRange> together, int requests, BarHistory history) {
    return chunk(series, RangeSet.of(together), requests, history.expected(series, requests));
  }

  private static PlannedChunk chunk(
      Series series, RangeSet wanted, int requests, Duration expected) {
    long bytes = requests == 0 ? 0 : wanted.bars(series.timeframe()) * BYTES_PER_BAR;
    return new PlannedChunk(
        series,
        MonthSources.hull(wanted),
        wanted,
        List.of(),
        List.of(),
        false,
        requests,
        bytes,
        expected);
  }

  /** Halves stretches until each is small enough for a chunk. */
  private static List<TimeRange> pieces(Series series, RangeSet wanted, BarHistory history) {
    List<TimeRange> pieces = new ArrayList<>();
    for (TimeRange range : wanted.ranges()) {
      halve(series, range, history, pieces);
    }
    return pieces;
  }

  private static void halve(
      Series series, TimeRange range, BarHistory history, List<TimeRange> pieces) {
    long bars = series.timeframe().barsIn(range);
    if (bars < 2 || requests(series, range, history) <= MAX_REQUESTS) {
      pieces.add(range);
      return;
    }
    Instant middle = range.from().plus(series.timeframe().duration().multipliedBy(bars / 2));
    halve(series, new TimeRange(range.from(), middle), history, pieces);
    halve(series, new TimeRange(middle, range.to()), history, pieces);
  }
}
