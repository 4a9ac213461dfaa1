package datalayer.store;

/** ClickHouse did not do what it was asked; the message is for people. */
public final class ClickHouseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The code where no answer came at all. */
  public static final int NO_ANSWER = 0;

  private final int code;

  public ClickHouseException(int code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** ClickHouse's error code, or {@link #NO_ANSWER}. */
  public int code() {
    return code;
  }

  /**
   * Whether the same request may succeed later without anybody doing anything: no answer, a
   * time-out, too many parts or queries, memory pressure, a query killed, a server shutting down.
   */
  public boolean isPassing() {
    return switch (code) {
      case NO_ANSWER, 159, 160, 202, 203, 209, 210, 236, 241, 252, 394, 425, 999 -> true;
      default -> false;
    };
  }

  /** Whether the disk of ClickHouse is full. */
  public boolean isOutOfRoom() {
    return code == 243;
  }
}
