package datalayer.console.fx;

import datalayer.market.Instrument;
import datalayer.market.Venue;

/** How the console writes the names of the trade. */
public final class Names {

  private Names() {}

  /** {@code Binance spot}. */
  public static String venueAndType(Instrument instrument) {
    return venue(instrument.venue()) + " " + instrument.type().label();
  }

  private static String venue(Venue venue) {
    return switch (venue) {
      case BINANCE -> "Binance";
      case BYBIT -> "Bybit";
      case OKX -> "OKX";
    };
  }
}
