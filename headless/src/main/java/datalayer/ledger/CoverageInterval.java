package datalayer.ledger;

import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.Locale;

/**
 * What the ledger knows of a stretch of a series. Where it has no interval, nobody asked yet.
 *
 * @param reason in words: why it is missing, how it was proven empty; empty for present
 * @param statements what was said of it and when it is asked for again; nothing for present
 */
public record CoverageInterval(TimeRange range, State state, String reason, Statements statements) {

  /** An interval of which nothing more is known. */
  public CoverageInterval(TimeRange range, State state, String reason) {
    this(range, state, reason, Statements.NONE);
  }

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
    LOST,
    /** The instrument was not listed yet. */
    NOT_LISTED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether bars of such a stretch should be there and are not. */
    public boolean isMissing() {
      return switch (this) {
        case PRESENT, EMPTY, NOT_LISTED -> false;
        case ABSENT, REJECTED, UNDELIVERED, LOST -> true;
      };
    }
  }

  public static CoverageInterval present(TimeRange range) {
    return new CoverageInterval(range, State.PRESENT, "");
  }

  /** The same, said of another stretch. */
  public CoverageInterval over(TimeRange other) {
    return new CoverageInterval(other, state, reason, statements);
  }

  /** Whether it is known to be missing and must not be asked for yet. */
  public boolean waitsAt(Instant now) {
    return state == State.ABSENT && statements.next() != null && now.isBefore(statements.next());
  }

  boolean continues(CoverageInterval earlier) {
    return earlier.range.to().equals(range.from())
        && earlier.state == state
        && earlier.reason.equals(reason)
        && earlier.statements.equals(statements);
  }
}
