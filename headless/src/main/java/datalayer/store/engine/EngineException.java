package datalayer.store.engine;

/**
 * The embedded engine cannot be had, started or stopped. The message says what, where and what the
 * operator can do.
 */
public final class EngineException extends Exception {

  private static final long serialVersionUID = 1L;

  public EngineException(String message) {
    super(message);
  }

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
