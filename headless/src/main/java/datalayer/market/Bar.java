package datalayer.market;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an instrument between {@code openTime} and the end of the timeframe (also called
 * candle, candlestick or kline). A bar is a venue's statement, not yet judged: whether its figures
 * make sense is decided by the views of ClickHouse.
 *
 * @param openTime milliseconds since the epoch, UTC
 * @param volume in the base currency
 * @param quoteVolume in the quote currency, or null where the venue does not say
 * @param trades the number of trades, or {@link #NOT_GIVEN} where the venue does not say
 * @param takerBuyVolume the part of {@code volume} that takers bought, or null
 * @param takerBuyQuoteVolume the part of {@code quoteVolume} that takers bought, or null
 */
public record Bar(
    long openTime,
    Amount open,
    Amount high,
    Amount low,
    Amount close,
    Amount volume,
    @Nullable Amount quoteVolume,
    long trades,
    @Nullable Amount takerBuyVolume,
    @Nullable Amount takerBuyQuoteVolume) {

  /** The number of trades where the venue does not give one. */
  public static final long NOT_GIVEN = -1;

  public Instant opensAt() {
    return Instant.ofEpochMilli(openTime);
  }
}
