package datalayer.ledger;

import datalayer.market.TimeRange;
import java.util.Locale;

/**
 * What the ledger knows of a stretch of a series. Where it has no interval, nobody asked yet.
 *
 * @param reason why it is missing or how it was proven empty, in words; empty for present
 */
public record CoverageInterval(TimeRange range, State state, String reason) {

  /** What was found when the stretch was asked for. */
  public enum State {
    /** Every bar of it was landed and proven. */
    PRESENT,
    /** It was asked for and did not come. */
    MISSING,
    /** The venue has nothing there, with evidence. */
    EMPTY;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static CoverageInterval present(TimeRange range) {
    return new CoverageInterval(range, State.PRESENT, "");
  }

  public static CoverageInterval missing(TimeRange range, String reason) {
    return new CoverageInterval(range, State.MISSING, reason);
  }

  boolean continues(CoverageInterval earlier) {
    return earlier.range.to().equals(range.from())
        && earlier.state == state
        && earlier.reason.equals(reason);
  }
}
