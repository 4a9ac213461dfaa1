package datalayer.control;

import datalayer.market.TimeRange;

/**
 * What is known about a stretch of a series.
 *
 * @param reason why it is in this state, with the evidence, in words; empty for complete
 */
public record CoverageSpan(TimeRange range, State state, String reason) {

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
