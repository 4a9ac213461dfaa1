package datalayer.venue.binance;

/** Reads the body of an answer. */
@FunctionalInterface
interface AnswerReader<T> {

  /**
   * Says what the body says.
   *
   * @throws BrokenAnswerException when it does not say it; the request is then made again
   */
  T read(byte[] body) throws BrokenAnswerException;
}
