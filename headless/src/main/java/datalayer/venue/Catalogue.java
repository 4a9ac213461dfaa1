package datalayer.venue;

import datalayer.market.MarketType;
import java.time.Duration;

/** What a venue lists. Safe for use by many threads; what was read is kept and shared. */
public interface Catalogue {

  /**
   * The instruments of the market where this type is traded; on some venues swaps and futures are
   * one market. Never throws for what a venue may do: that is a {@link CatalogueFetch}.
   *
   * @param maxAge an answer that is no older will do
   */
  CatalogueFetch instruments(MarketType type, Duration maxAge, RequestPriority priority)
      throws InterruptedException;
}
