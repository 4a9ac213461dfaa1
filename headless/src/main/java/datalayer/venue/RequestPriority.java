package datalayer.venue;

/** Who gets a venue's request budget first, from the most urgent to the least. */
public enum RequestPriority {
  /** Bars that a live stream lost: somebody is looking at the hole. */
  LIVE_HEAL,
  /** Scheduled work up to now. */
  INCREMENT,
  /** Holes that an operator or a check asked to close. */
  REPAIR,
  /** History. */
  BACKFILL
}
