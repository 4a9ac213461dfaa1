package datalayer.simulator.binance;

import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.TimeRange;
import datalayer.market.Venue;
import datalayer.simulator.truth.Listing;
import datalayer.simulator.truth.MarketScript;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Well known symbols with the dates, ticks and lots that Binance gave them, or nearly; their bars
 * are made up.
 */
public final class SampleListings {

  private static final Map<String, String> SPOT_MAINTENANCE =
      Map.ofEntries(
          Map.entry("2019-03-12T02:00:00Z", "2019-03-12T08:00:00Z"),
          Map.entry("2020-02-09T02:00:00Z", "2020-02-09T03:00:00Z"),
          Map.entry("2020-02-19T11:35:00Z", "2020-02-19T17:30:00Z"),
          Map.entry("2020-03-04T09:21:00Z", "2020-03-04T11:30:00Z"),
          Map.entry("2020-04-25T02:00:00Z", "2020-04-25T04:30:00Z"),
          Map.entry("2020-06-28T02:00:00Z", "2020-06-28T05:30:00Z"),
          Map.entry("2020-11-30T06:00:00Z", "2020-11-30T07:00:00Z"),
          Map.entry("2020-12-21T13:47:00Z", "2020-12-21T18:00:00Z"),
          Map.entry("2020-12-25T02:00:00Z", "2020-12-25T03:00:00Z"),
          Map.entry("2021-02-11T03:40:00Z", "2021-02-11T05:00:00Z"),
          Map.entry("2021-03-06T02:00:00Z", "2021-03-06T03:30:00Z"),
          Map.entry("2021-04-20T02:00:00Z", "2021-04-20T04:30:00Z"),
          Map.entry("2021-04-25T04:00:00Z", "2021-04-25T08:45:00Z"));

  private SampleListings() {}

  /** Spot pairs, one of them delisted, perpetuals, and a dated future. */
  public static List<Listing> all() {
    return List.of(
        spot("BTC/USDT", "2017-08-17T04:00:00Z", 60_000, 2, 5, 0),
        spot("ETH/USDT", "2017-08-17T04:00:00Z", 2_500, 2, 4, 0.001),
        spot("BNB/USDT", "2017-11-06T03:54:00Z", 500, 2, 3, 0.01),
        spot("XRP/USDT", "2018-05-04T08:11:00Z", 1.1, 4, 1, 0.01),
        spot("ADA/USDT", "2018-04-17T04:00:00Z", 0.7, 4, 1, 0.02),
        spot("DOGE/USDT", "2019-07-05T12:00:00Z", 0.15, 5, 0, 0.02),
        spot("LTC/USDT", "2017-12-13T03:32:00Z", 90, 2, 3, 0.03),
        spot("SOL/USDT", "2020-08-11T06:00:00Z", 120, 2, 3, 0.005),
        spot("ETH/BTC", "2017-07-14T04:00:00Z", 0.04, 5, 3, 0.05),
        spot("MATIC/USDT", "2019-04-26T04:00:00Z", 0.8, 4, 1, 0.03)
            .dated(Instant.parse("2019-04-26T04:00:00Z"), Instant.parse("2024-09-10T03:00:00Z")),
        futures("BTC/USDT:USDT", "2019-09-08T17:57:00Z", null, 60_000, 1, 3, 0),
        futures("ETH/USDT:USDT", "2019-11-27T07:45:00Z", null, 2_500, 2, 3, 0),
        futures("BNB/USDT:USDT", "2020-02-10T08:00:00Z", null, 500, 2, 2, 0.005),
        futures("XRP/USDT:USDT", "2020-01-06T08:00:00Z", null, 1.1, 4, 1, 0.005),
        futures("ADA/USDT:USDT", "2020-01-31T08:00:00Z", null, 0.7, 4, 0, 0.01),
        futures("DOGE/USDT:USDT", "2020-07-10T09:00:00Z", null, 0.15, 5, 0, 0.01),
        futures("LTC/USDT:USDT", "2020-01-09T08:00:00Z", null, 90, 2, 3, 0.02),
        futures("SOL/USDT:USDT", "2020-09-14T07:00:00Z", null, 120, 2, 2, 0.002),
        futures("1000PEPE/USDT:USDT", "2023-05-05T16:00:00Z", null, 0.01, 7, 0, 0.02),
        futures(
            "BTC/USDT:USDT-261225",
            "2026-06-26T08:00:00Z",
            "2026-12-25T08:00:00Z",
            60_000,
            1,
            3,
            0.1));
  }

  /** The stretches of 2019 to 2021 in which Binance's spot market was out, and an hour of calm. */
  public static MarketScript history() {
    MarketScript script = new MarketScript();
    SPOT_MAINTENANCE.forEach(
        (from, to) -> script.outage(MarketScript.every(MarketType.SPOT), range(from, to)));
    script.calm(
        MarketScript.every(MarketType.SPOT), range("2024-10-28T20:00:00Z", "2024-10-28T21:00:00Z"));
    return script;
  }

  /**
   * A spot pair that trades on.
   *
   * @param symbol as {@code BTC/USDT}
   * @param from the open time of its first bar
   */
  public static Listing spot(
      String symbol, String from, double price, int pricePlaces, int lotPlaces, double quiet) {
    Instrument instrument = new Instrument(Venue.BINANCE, MarketType.SPOT, symbol);
    return new Listing(
        instrument,
        instrument.base() + instrument.quote(),
        Instant.parse(from),
        null,
        price,
        pricePlaces,
        lotPlaces,
        quiet);
  }

  /**
   * A perpetual, or a dated future.
   *
   * @param symbol as {@code BTC/USDT:USDT} or {@code BTC/USDT:USDT-261225}
   * @param until its delivery, or null
   */
  public static Listing futures(
      String symbol,
      String from,
      @Nullable String until,
      double price,
      int pricePlaces,
      int lotPlaces,
      double quiet) {
    int date = symbol.lastIndexOf('-');
    MarketType type = date < 0 ? MarketType.SWAP : MarketType.FUTURE;
    Instrument instrument = new Instrument(Venue.BINANCE, type, symbol);
    String id = instrument.base() + instrument.quote();
    return new Listing(
        instrument,
        date < 0 ? id : id + "_" + symbol.substring(date + 1),
        Instant.parse(from),
        until == null ? null : Instant.parse(until),
        price,
        pricePlaces,
        lotPlaces,
        quiet);
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(Instant.parse(from), Instant.parse(to));
  }
}
