package datalayer.ledger;

import datalayer.market.TimeRange;

/**
 * An archive file that was read, or that must not be trusted.
 *
 * @param series written as people write it
 * @param sha256 of the file whose rows landed; of a quarantined one, empty
 * @param reason why it is in quarantine; empty for a landed one
 */
public record ArchiveRecord(
    String path,
    String series,
    TimeRange range,
    String sha256,
    long bytes,
    State state,
    String reason) {

  /** What became of the file. */
  public enum State {
    LANDED,
    QUARANTINED
  }
}
