package datalayer.migration;

/** Migrations that must not or cannot be applied; the message is for people. */
public final class MigrationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public MigrationException(String message) {
    super(message);
  }

  public MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
