package datalayer.landing;

/** A chunk could not be brought to ClickHouse or not be proven; the message is for people. */
public final class LandingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Trouble trouble;

  /** What stands in the way, by what helps. */
  public enum Trouble {
    /** Something is wrong with the data or the set-up: a person has to look. */
    REFUSED,
    /** ClickHouse does not answer: trying again helps. */
    AWAY,
    /** The spool or ClickHouse cannot keep the bytes: room helps. */
    NO_ROOM,
    /** Somebody else was given this work meanwhile: nothing is left to do. */
    FENCED
  }

  public LandingException(String message) {
    this(Trouble.REFUSED, message);
  }

  public LandingException(String message, Throwable cause) {
    this(Trouble.REFUSED, message, cause);
  }

  LandingException(Trouble trouble, String message) {
    super(message);
    this.trouble = trouble;
  }

  LandingException(Trouble trouble, String message, Throwable cause) {
    super(message, cause);
    this.trouble = trouble;
  }

  public Trouble trouble() {
    return trouble;
  }
}
