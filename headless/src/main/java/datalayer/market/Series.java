package datalayer.market;

/** An instrument's bars of one timeframe, written {@code binance:swap:BTC/USDT:1m}. */
public record Series(Instrument instrument, Timeframe timeframe) {

  /**
   * Reads a series. The settlement currency may be left out, and {@code future} without a date is
   * the perpetual, as for {@link Instrument#parse}.
   *
   * @throws IllegalArgumentException saying what is wrong with the text
   */
  public static Series parse(String text) {
    int venueEnd = text.indexOf(':');
    int typeEnd = text.indexOf(':', venueEnd + 1);
    int symbolEnd = text.lastIndexOf(':');
    if (venueEnd < 0 || typeEnd < 0 || symbolEnd <= typeEnd) {
      throw new IllegalArgumentException(
          "\"%s\" is no series; write it like binance:swap:BTC/USDT:1m".formatted(text));
    }
    Instrument instrument =
        Instrument.parse(
            Venue.parse(text.substring(0, venueEnd)),
            text.substring(venueEnd + 1, typeEnd),
            text.substring(typeEnd + 1, symbolEnd));
    return new Series(instrument, Timeframe.parse(text.substring(symbolEnd + 1)));
  }

  /** The series' full name, with the settlement currency: {@code binance:swap:BTC/USDT:USDT:1m}. */
  @Override
  public String toString() {
    return instrument + ":" + timeframe.label();
  }
}
