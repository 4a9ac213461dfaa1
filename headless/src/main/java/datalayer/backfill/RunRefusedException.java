package datalayer.backfill;

/** A run cannot be told to do this where it stands; the message is for people. */
public final class RunRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RunRefusedException(String message) {
    super(message);
  }
}
