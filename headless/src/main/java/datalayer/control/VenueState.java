package datalayer.control;

import datalayer.venue.RequestPriority;
import datalayer.venue.http.BudgetState;
import datalayer.venue.http.ClockSkew;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How things stand with a venue's market: what may still be asked, and its clock.
 *
 * @param name for people: {@code Binance spot}
 * @param limit weight that the venue allows in a minute
 * @param used of it within the last minute
 * @param underWay requests sent and not answered yet
 * @param waiting how many requests wait, for every priority
 * @param stoppedUntil nothing is sent before this moment, or null
 * @param stopReason why not, for people, or null
 * @param clock what is to be said of this machine's clock, or null while the venue has not said its
 *     time
 * @param clockAheadMillis how far this machine's clock is ahead, 0 while that is not known
 */
public record VenueState(
    String name,
    long limit,
    long used,
    int underWay,
    Map<RequestPriority, Integer> waiting,
    @Nullable Instant stoppedUntil,
    @Nullable String stopReason,
    @Nullable String clock,
    long clockAheadMillis) {

  public VenueState {
    waiting = Map.copyOf(waiting);
  }

  /** What budgets and clocks say of the same markets. */
  public static List<VenueState> of(List<BudgetState> budgets, List<ClockSkew> clocks) {
    return budgets.stream().map(budget -> of(budget, clocks)).toList();
  }

  private static VenueState of(BudgetState budget, List<ClockSkew> clocks) {
    ClockSkew skew =
        clocks.stream().filter(c -> c.venue().equals(budget.name())).findFirst().orElse(null);
    return new VenueState(
        budget.name(),
        budget.limit(),
        budget.used(),
        budget.underWay(),
        budget.waiting(),
        budget.stoppedUntil(),
        budget.stopReason(),
        skew == null ? null : skew.said(),
        skew == null ? 0 : skew.ahead().toMillis());
  }
}
