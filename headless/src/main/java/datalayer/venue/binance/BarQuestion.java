package datalayer.venue.binance;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.venue.RequestPriority;
import datalayer.venue.http.BudgetState;
import java.time.Duration;
import java.time.Instant;

/**
 * A question for the bars of one window, bounded at both ends.
 *
 * @param text what stands behind the market's path
 * @param weight what Binance counts for it
 */
record BarQuestion(TimeRange window, String text, int weight) {

  private static final int SPOT_ROWS = 1_000;
  private static final int SPOT_WEIGHT = 2;

  /** The most rows for a weight of one, two and five on the USDT-margined market. */
  private static final int ROWS_FOR_ONE = 99;

  private static final int ROWS_FOR_TWO = 499;
  private static final int ROWS_FOR_FIVE = 1_000;

  /**
   * The question for the next rows.
   *
   * <p>On the USDT-margined market 499 rows for two are the cheapest, 1000 for five cost a quarter
   * more and halve the round trips, 1500 for ten cost two thirds more and save few. So pages are of
   * 499 where the budget is what holds us up, and of 1000 while more than half of it is free or
   * somebody waits for live bars.
   *
   * @param from on the grid
   * @param to on the grid
   */
  static BarQuestion next(
      RestMarket.Kind market,
      Series series,
      Instant from,
      Instant to,
      RequestPriority priority,
      BudgetState budget) {
    Timeframe timeframe = series.timeframe();
    boolean ample = priority == RequestPriority.LIVE_HEAL || budget.free() * 2 > budget.limit();
    int most = market == RestMarket.Kind.SPOT ? SPOT_ROWS : ample ? ROWS_FOR_FIVE : ROWS_FOR_TWO;
    int rows = (int) Math.min(most, timeframe.barsIn(new TimeRange(from, to)));
    Instant end = from.plus(Duration.ofMillis(timeframe.millis() * rows));
    String text =
        "%s&startTime=%d&endTime=%d&limit=%d"
            .formatted(start(series), from.toEpochMilli(), end.toEpochMilli() - 1, rows);
    return new BarQuestion(new TimeRange(from, end), text, weight(market, rows));
  }

  /** The question for the first bar there is. */
  static BarQuestion first(RestMarket.Kind market, Series series, Instant until) {
    String text = start(series) + "&startTime=0&limit=1";
    return new BarQuestion(new TimeRange(Instant.EPOCH, until), text, weight(market, 1));
  }

  /** The rows of a page where the budget is tight. */
  static int fewestRows(RestMarket.Kind market) {
    return market == RestMarket.Kind.SPOT ? SPOT_ROWS : ROWS_FOR_TWO;
  }

  /** What such a page costs. */
  static int fullWeight(RestMarket.Kind market) {
    return weight(market, fewestRows(market));
  }

  private static int weight(RestMarket.Kind market, int rows) {
    if (market == RestMarket.Kind.SPOT) {
      return SPOT_WEIGHT;
    }
    if (rows <= ROWS_FOR_ONE) {
      return 1;
    }
    return rows <= ROWS_FOR_TWO ? 2 : 5;
  }

  private static String start(Series series) {
    return "/klines?symbol=%s&interval=%s"
        .formatted(
            BinanceSymbols.encoded(BinanceSymbols.id(series.instrument())),
            series.timeframe().label());
  }
}
