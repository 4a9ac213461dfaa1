package datalayer.backfill;

import java.util.Locale;

/** Where a backfill run stands. */
public enum RunState {
  /** Nothing is worked yet. */
  WAITING,
  RUNNING,
  /** Held, by a person or for want of room, and can go on. */
  PAUSED,
  /** Done, and every bar asked for is present or proven empty at the venue. */
  COMPLETE,
  /** Done, and some bars asked for are missing, each with a reason. */
  INCOMPLETE,
  /** Stopped by an error that concerns the whole run. */
  FAILED,
  CANCELLED;

  public boolean isOver() {
    return switch (this) {
      case WAITING, RUNNING, PAUSED -> false;
      case COMPLETE, INCOMPLETE, FAILED, CANCELLED -> true;
    };
  }

  /** Whether a run that stands here may be found there next. */
  public boolean mayBecome(RunState next) {
    return switch (this) {
      case WAITING -> next == RUNNING || next == PAUSED || next == FAILED || next == CANCELLED;
      case RUNNING -> next != WAITING && next != RUNNING;
      // The chunks in flight may have been the last ones.
      case PAUSED -> next != PAUSED;
      case INCOMPLETE, FAILED -> next == RUNNING;
      case COMPLETE, CANCELLED -> false;
    };
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads what {@link #label} wrote. */
  static RunState parse(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
