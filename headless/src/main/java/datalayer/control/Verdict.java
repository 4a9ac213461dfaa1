package datalayer.control;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.util.List;

/**
 * What counting everything anew showed.
 *
 * @param months how many were counted
 * @param series how many were compared with the ledger
 * @param contradictions where the ledger says present and the data does not show it, oldest first
 * @param broken where a layer lost rows on their way, a sentence each
 */
public record Verdict(
    int months, int series, List<Contradiction> contradictions, List<String> broken) {

  public Verdict {
    contradictions = List.copyOf(contradictions);
    broken = List.copyOf(broken);
  }

  /** An incident that is not mended yet. */
  public record Contradiction(long id, Series series, TimeRange range, String detail) {}

  /** Whether ledger and data agree and no row was lost. */
  public boolean isClean() {
    return contradictions.isEmpty() && broken.isEmpty();
  }
}
