package datalayer.control;

/** A request that could not be carried out; the message says why and what can be done. */
public final class ControlException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ControlException(String message) {
    super(message);
  }

  public ControlException(String message, Throwable cause) {
    super(message, cause);
  }
}
