package datalayer.ledger;

import datalayer.market.TimeRange;
import java.util.Locale;

/**
 * What the ledger knows of a stretch of a series. Where it has no interval, nobody asked yet.
 *
 * @param reason in words: why it is missing, how it was proven empty; empty for present
 */
public record CoverageInterval(TimeRange range, State state, String reason) {

  /** What was found when the stretch was asked for. */
  public enum State {
    /** Every bar of it was landed and proven. */
    PRESENT,
    /** The venue has nothing there, with evidence. */
    EMPTY,
    /** A verified source was read and has no row for it. */
    ABSENT,
    /** The source has rows for it that make no sense; they are in {@code rejected_bars}. */
    REJECTED,
    /** No source delivered it: not published, not answered, not to be trusted, not proven. */
    UNDELIVERED,
    /** It had landed and was proven, and the data does not show it any more. */
    LOST;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether bars of such a stretch should be there and are not. */
    public boolean isMissing() {
      return switch (this) {
        case PRESENT, EMPTY -> false;
        case ABSENT, REJECTED, UNDELIVERED, LOST -> true;
      };
    }
  }

  public static CoverageInterval present(TimeRange range) {
    return new CoverageInterval(range, State.PRESENT, "");
  }

  boolean continues(CoverageInterval earlier) {
    return earlier.range.to().equals(range.from())
        && earlier.state == state
        && earlier.reason.equals(reason);
  }
}
