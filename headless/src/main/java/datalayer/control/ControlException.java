package datalayer.control;

/** A request that could not be carried out; the message says why and what can be done. */
public sealed class ControlException extends RuntimeException permits PlanDriftedException {

  private static final long serialVersionUID = 1;

  public ControlException(String message) {
    super(message);
  }

  public ControlException(String message, Throwable cause) {
    super(message, cause);
  }
}
