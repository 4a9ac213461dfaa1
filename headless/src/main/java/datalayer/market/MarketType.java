package datalayer.market;

import java.util.Locale;

/** What kind of contract an instrument is. */
public enum MarketType {
  SPOT,
  /** A perpetual: no date of expiry. */
  SWAP,
  /** A dated future; its symbol ends in the date of delivery. */
  FUTURE;

  /** The word in series, files and the table {@code instruments}, for example {@code swap}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a market type, in any case.
   *
   * @throws IllegalArgumentException naming the types there are
   */
  public static MarketType parse(String text) {
    for (MarketType type : values()) {
      if (type.label().equalsIgnoreCase(text)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "\"%s\" is no market type; there are spot, swap and future".formatted(text));
  }

  @Override
  public String toString() {
    return label();
  }
}
