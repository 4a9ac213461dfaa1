package datalayer.landing;

/**
 * What became of a delivery.
 *
 * @param rows written and proven in every layer, rejected ones not counted
 * @param confirmed bars that were there already with the same figures; not written again
 * @param rejected rows that the views turned away, with the reason in {@code rejected_bars}
 * @param amended bars that the venue states differently than before
 * @param missing bars of the range that are still not there
 */
public record Landed(long rows, long confirmed, long rejected, long amended, long missing) {

  public static final Landed NOTHING = new Landed(0, 0, 0, 0, 0);

  /** What became of both. */
  public Landed plus(Landed other) {
    return new Landed(
        rows + other.rows,
        confirmed + other.confirmed,
        rejected + other.rejected,
        amended + other.amended,
        missing + other.missing);
  }
}
