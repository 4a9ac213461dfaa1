package datalayer.control;

import datalayer.market.TimeRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a stretch of a series.
 *
 * @param reason why it is in this state, with the evidence, in words; empty for complete
 * @param attempts how often it was asked for without success; 0 where that is not known
 * @param nextAttempt when it is worth asking for again, or null
 */
public record CoverageSpan(
    TimeRange range, State state, String reason, int attempts, @Nullable Instant nextAttempt) {

  /** A stretch that nobody needs to ask for again. */
  public CoverageSpan(TimeRange range, State state, String reason) {
    this(range, state, reason, 0, null);
  }

  static final String NOBODY_ASKED = "nobody asked for ";

  static final String NOT_DUE = "not due yet";

  /** Whether it is unknown because nobody asked for it; otherwise it was proven not listed. */
  public boolean isUnasked() {
    return state == State.NOT_LISTED && reason.startsWith(NOBODY_ASKED);
  }

  /** Whether its bars should be somewhere by now, here or at the venue. */
  public boolean isDue() {
    return switch (state) {
      case NOT_LISTED -> isUnasked();
      case PENDING -> !reason.equals(NOT_DUE);
      case MISSING, DEGRADED, EMPTY, COMPLETE -> true;
    };
  }

  /** From the worst, which wins where one mark stands for many bars, to the best. */
  public enum State {
    /** Ours: it should be here and is not. */
    MISSING,
    /** Here, but something about it is in doubt. */
    DEGRADED,
    /** Not due yet, or on its way. */
    PENDING,
    /** Theirs: proven empty at the venue. */
    EMPTY,
    COMPLETE,
    /** Nobody asked for it, or it was not listed. */
    NOT_LISTED
  }
}
