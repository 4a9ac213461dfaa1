package datalayer.venue.binance;

/** An answer is not what was asked for; the message says how, for people. */
final class BrokenAnswerException extends Exception {

  private static final long serialVersionUID = 1;

  BrokenAnswerException(String message) {
    super(message);
  }
}
