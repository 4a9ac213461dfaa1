package datalayer.simulator.truth;

/**
 * A bar in whole units of its {@link Listing}: prices in ticks, volumes in lots, quote volumes in
 * ticks times lots, so that sums are exact.
 *
 * @param openTime milliseconds since the epoch, UTC
 * @param quote the sum of price times volume
 * @param takerBuy the part of {@code volume} that takers bought
 * @param takerBuyQuote the part of {@code quote} that takers bought
 */
public record BarFigures(
    long openTime,
    long open,
    long high,
    long low,
    long close,
    long volume,
    long quote,
    long trades,
    long takerBuy,
    long takerBuyQuote) {

  /** A bar in which nobody traded. */
  static BarFigures flat(long openTime, long price) {
    return new BarFigures(openTime, price, price, price, price, 0, 0, 0, 0, 0);
  }

  /** This bar and one behind it as one bar. */
  BarFigures and(BarFigures later) {
    return new BarFigures(
        openTime,
        open,
        Math.max(high, later.high),
        Math.min(low, later.low),
        later.close,
        volume + later.volume,
        quote + later.quote,
        trades + later.trades,
        takerBuy + later.takerBuy,
        takerBuyQuote + later.takerBuyQuote);
  }

  /** The same figures as a bar that opens at another time. */
  BarFigures opening(long time) {
    return new BarFigures(
        time, open, high, low, close, volume, quote, trades, takerBuy, takerBuyQuote);
  }
}
