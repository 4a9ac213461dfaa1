package datalayer.venue;

/** A venue did not answer in time or refused, after the retries; the message is for people. */
public final class VenueUnavailableException extends Exception {

  private static final long serialVersionUID = 1;

  public VenueUnavailableException(String message) {
    super(message);
  }

  public VenueUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
