package datalayer.store;

/**
 * Decides which of several statements about a bar is the current one: the greatest. It is {@code
 * epoch << 56 | source << 48 | sequence}; the clock has no part in it.
 *
 * @param epoch raised by a decision: an amendment that was confirmed, an operator's choice, an undo
 * @param sequence handed out by the ledger, never twice and never falling
 */
public record Version(int epoch, Source source, long sequence) {

  private static final int SOURCE_SHIFT = 48;
  private static final int EPOCH_SHIFT = 56;
  private static final long MAX_SEQUENCE = (1L << SOURCE_SHIFT) - 1;

  public Version {
    if (epoch < 0 || epoch > 127 || sequence < 0 || sequence > MAX_SEQUENCE) {
      throw new IllegalArgumentException("version out of range: " + epoch + ", " + sequence);
    }
  }

  /** The value of the column {@code version}. */
  public long value() {
    return (long) epoch << EPOCH_SHIFT | (long) source.rank() << SOURCE_SHIFT | sequence;
  }

  public static Version of(long value) {
    return new Version(
        (int) (value >>> EPOCH_SHIFT),
        Source.ofRank((int) (value >>> SOURCE_SHIFT) & 0xff),
        value & MAX_SEQUENCE);
  }
}
