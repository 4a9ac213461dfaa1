package datalayer.landing;

/** A moment on a chunk's way at which the process may die. Each is killed at in a test. */
public enum FaultPoint {
  /** The file is downloaded and read; nothing is written down. */
  FETCHED,
  /** What will be written is chosen and encoded; nothing is written down. */
  SEALED,
  /** The bytes lie in the spool; nobody knows of them. */
  SPOOLED,
  /** The promise is in the ledger; ClickHouse has nothing. */
  PROMISED,
  /** ClickHouse has the rows; nobody has looked. */
  INSERTED,
  /** Every layer was seen to have them; the promise is still open. */
  PROVEN,
  /** The promise is closed; the bytes still lie in the spool. */
  VERIFIED;

  /** Told of each moment as it is reached; the one that does nothing is for normal operation. */
  @FunctionalInterface
  public interface Observer {

    Observer NONE = point -> {};

    void reached(FaultPoint point);
  }
}
