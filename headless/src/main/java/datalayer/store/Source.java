package datalayer.store;

/** Where a row came from. A greater rank wins over a lesser one, whatever came first. */
public enum Source {
  STREAM(1),
  REST(2),
  ARCHIVE(3);

  private final int rank;

  Source(int rank) {
    this.rank = rank;
  }

  /** The number in the column {@code source}, and the rank in {@link Version}. */
  public int rank() {
    return rank;
  }

  static Source ofRank(int rank) {
    return switch (rank) {
      case 1 -> STREAM;
      case 2 -> REST;
      case 3 -> ARCHIVE;
      default -> throw new IllegalArgumentException("no source has the rank " + rank);
    };
  }
}
