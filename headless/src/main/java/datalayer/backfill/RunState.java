package datalayer.backfill;

import java.util.Locale;

/** Where a backfill run stands. */
public enum RunState {
  WAITING,
  RUNNING,
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

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
