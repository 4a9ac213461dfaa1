package datalayer.ledger;

/** The operations database failed or refused; the message is for people. */
public final class LedgerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public LedgerException(String message) {
    super(message);
  }

  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
