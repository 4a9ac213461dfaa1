package datalayer.backfill;

import java.util.Locale;

/** Which bars of the requested range a backfill fetches. */
public enum Load {
  /** Only what coverage does not show as present. */
  MISSING,
  /** What is missing, and every archive file whose checksum is another one than we landed. */
  CHANGED,
  /** Everything again; equal bars are confirmed, different ones become amendments. */
  EVERYTHING;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
