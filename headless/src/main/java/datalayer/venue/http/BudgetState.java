package datalayer.venue.http;

import datalayer.venue.RequestPriority;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request budget looks like at one moment.
 *
 * @param name whose it is, for people: {@code Binance spot}
 * @param limit weight a minute
 * @param used weight within the last minute, what is under way included; by our own count or the
 *     venue's, whichever is more
 * @param underWay requests that were sent and not answered yet
 * @param waiting how many requests wait, for every priority
 * @param stoppedUntil nothing is sent before this moment of the venue's clock, or null
 * @param stopReason why not, for people, or null
 */
public record BudgetState(
    String name,
    long limit,
    long used,
    int underWay,
    Map<RequestPriority, Integer> waiting,
    @Nullable Instant stoppedUntil,
    @Nullable String stopReason) {

  public BudgetState {
    waiting = Map.copyOf(waiting);
  }

  /** What may still be used now, were nothing kept free. */
  public long free() {
    return Math.max(0, limit - used);
  }
}
