package datalayer.landing;

/** A chunk could not be brought to ClickHouse or not be proven; the message is for people. */
public final class LandingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public LandingException(String message) {
    super(message);
  }

  public LandingException(String message, Throwable cause) {
    super(message, cause);
  }
}
