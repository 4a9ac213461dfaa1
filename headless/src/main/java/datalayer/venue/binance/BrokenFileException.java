package datalayer.venue.binance;

/** A file is not what it should be; the message says how, for people. */
final class BrokenFileException extends Exception {

  private static final long serialVersionUID = 1;

  BrokenFileException(String message) {
    super(message);
  }
}
