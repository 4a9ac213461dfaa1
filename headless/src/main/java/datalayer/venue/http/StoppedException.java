package datalayer.venue.http;

import java.time.Duration;

/** The venue told us to send nothing for longer than a caller waits; the message is for people. */
public final class StoppedException extends Exception {

  private static final long serialVersionUID = 1;

  private final Duration remaining;

  StoppedException(String message, Duration remaining) {
    super(message);
    this.remaining = remaining;
  }

  /** How long nothing will be sent, from now. */
  public Duration remaining() {
    return remaining;
  }
}
