package datalayer.console.theme;

/** What a glyph says. A word always follows it: shape and word come before colour. */
public enum Mark {
  NONE,
  COMPLETE,
  RUNNING,
  WAITING,
  PAUSED,
  INCOMPLETE,
  FAILED,
  CANCELLED,
  LATE,
  STALE,
  WARNING,
  SKIPPED,
  /** A stretch of ours that is not there. */
  MISSING,
  /** A stretch proven empty at the venue. */
  EMPTY
}
