package datalayer.simulator.binance;

import datalayer.simulator.ServedRequest;
import java.time.Instant;

/**
 * A REST request as the exchange saw it.
 *
 * @param at by the exchange's clock
 * @param weight that it was charged
 * @param used the weight of this minute with it
 */
public record VenueRequest(
    BinanceMarket market,
    Instant at,
    ServedRequest served,
    int weight,
    int used,
    Standing standing) {

  /** How a request stands to the limits. */
  public enum Standing {
    WITHIN,
    /** It came so soon after a refusal that its sender cannot have heard of that one yet. */
    CROSSED_A_REFUSAL,
    /** The weight of the minute was used up. */
    OVER_LIMIT,
    /** The sender had been told to wait. */
    DURING_BAN;

    /** Whether the client should have known better. */
    public boolean isViolation() {
      return this == OVER_LIMIT || this == DURING_BAN;
    }
  }
}
