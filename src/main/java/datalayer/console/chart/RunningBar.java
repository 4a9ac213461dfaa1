package datalayer.console.chart;

import datalayer.market.Series;
import java.time.Duration;
import java.time.Instant;

/**
 * The bar that is not over yet, as live data tells it. Never part of what landed.
 *
 * @param openTime UTC
 * @param volume in the base currency, so far
 */
public record RunningBar(
    Series series,
    Instant openTime,
    double open,
    double high,
    double low,
    double close,
    double volume) {

  Instant closeTime() {
    return openTime.plus(series.timeframe().duration());
  }

  boolean rises() {
    return close >= open;
  }

  /** {@code 0:28} until it closes; {@code due} when it should have. */
  String closesIn(Instant now) {
    long seconds = Duration.between(now, closeTime()).toSeconds();
    return seconds < 0 ? "due" : "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
