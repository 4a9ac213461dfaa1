package datalayer.market;

import java.util.Locale;

/** An exchange we collect from. The identifiers are those of the table {@code venues}. */
public enum Venue {
  BINANCE(1),
  OKX(2),
  BYBIT(3);

  private final int id;

  Venue(int id) {
    this.id = id;
  }

  /** The row's identifier in the table {@code venues}. */
  public int id() {
    return id;
  }

  /** The name in series, files and channels, for example {@code binance}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a venue's name, in any case.
   *
   * @throws IllegalArgumentException naming the venues there are
   */
  public static Venue parse(String text) {
    for (Venue venue : values()) {
      if (venue.label().equalsIgnoreCase(text)) {
        return venue;
      }
    }
    throw new IllegalArgumentException(
        "\"%s\" is no venue; there are binance, okx and bybit".formatted(text));
  }

  @Override
  public String toString() {
    return label();
  }
}
