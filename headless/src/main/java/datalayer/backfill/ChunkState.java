package datalayer.backfill;

import java.util.Locale;

/** Where a chunk of a run stands. */
public enum ChunkState {
  OPEN,
  WORKING,
  /** Landed, and proven in every layer. */
  VERIFIED,
  /** Given up; the reason says why, and its range stays visibly missing. */
  FAILED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
