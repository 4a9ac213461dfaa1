package datalayer.backfill;

import datalayer.market.Instrument;
import datalayer.market.Timeframe;
import java.util.List;
import java.util.stream.Collectors;

/** Says in a few words which series a request concerns: {@code binance:swap 5 × 1m}. */
final class Scopes {

  private Scopes() {}

  static String of(BackfillRequest request) {
    List<Instrument> instruments = request.instruments();
    String markets =
        instruments.stream()
            .map(i -> i.venue() + ":" + i.type())
            .distinct()
            .collect(Collectors.joining(", "));
    String timeframes =
        request.timeframes().stream().map(Timeframe::label).collect(Collectors.joining(", "));
    return "%s %d × %s".formatted(markets, instruments.size(), timeframes);
  }
}
