package datalayer.app.cli;

/** An argument that cannot be what was meant; the message says what is allowed. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
