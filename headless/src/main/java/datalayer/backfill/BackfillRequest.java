package datalayer.backfill;

import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.util.List;

/**
 * What an operator asks for: bars of these instruments and timeframes over a range.
 *
 * @param title what people call it, for lists of runs
 * @param maxConcurrency how many chunks may be worked at once, at least 1
 */
public record BackfillRequest(
    String title,
    List<Instrument> instruments,
    List<Timeframe> timeframes,
    TimeRange range,
    Load load,
    int maxConcurrency) {

  public BackfillRequest {
    instruments = List.copyOf(instruments);
    timeframes = List.copyOf(timeframes);
    if (instruments.isEmpty()) {
      throw new IllegalArgumentException("a backfill needs at least one instrument");
    }
    if (timeframes.isEmpty()) {
      throw new IllegalArgumentException("a backfill needs at least one timeframe");
    }
    if (range.isEmpty()) {
      throw new IllegalArgumentException("the range of a backfill is empty: " + range);
    }
    if (maxConcurrency < 1) {
      throw new IllegalArgumentException(
          "max_concurrency must be at least 1, not " + maxConcurrency);
    }
  }

  /** Every instrument in every timeframe, in the order asked. */
  public List<Series> series() {
    return instruments.stream()
        .flatMap(instrument -> timeframes.stream().map(t -> new Series(instrument, t)))
        .toList();
  }
}
