package datalayer.backfill;

import datalayer.market.Instrument;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.util.List;
import java.util.stream.Collectors;

/** Says in a few words which series a request concerns: {@code binance:swap 5 × 1m}. */
final class Scopes {

  private Scopes() {}

  static String of(BackfillRequest request) {
    List<Instrument> instruments = request.instruments();
    String timeframes =
        request.timeframes().stream().map(Timeframe::label).collect(Collectors.joining(", "));
    return "%s %d × %s".formatted(where(instruments), instruments.size(), timeframes);
  }

  /** One market by its name, several by their venue, and many venues by their number. */
  private static String where(List<Instrument> instruments) {
    List<String> markets =
        instruments.stream().map(i -> i.venue() + ":" + i.type()).distinct().toList();
    List<Venue> venues = instruments.stream().map(Instrument::venue).distinct().toList();
    if (markets.size() == 1) {
      return markets.getFirst();
    }
    return venues.size() == 1 ? venues.getFirst().label() : venues.size() + " venues";
  }
}
