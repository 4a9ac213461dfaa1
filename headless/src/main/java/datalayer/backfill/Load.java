package datalayer.backfill;

import java.util.Locale;

/** Which bars of the requested range a backfill fetches. */
public enum Load {
  /** Only what coverage does not show as present. */
  MISSING,
  /**
   * Only what was asked for before and is known to be missing, with its reason; nothing that nobody
   * asked for yet.
   */
  HOLES,
  /** What is missing, and every archive file whose checksum is another one than we landed. */
  CHANGED,
  /** Everything again; equal bars are confirmed, different ones become amendments. */
  EVERYTHING;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
