package datalayer.console;

import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** What the invented moment holds: 24 series of three venues, with what is wrong with them. */
final class FixtureMarket {

  private static final Instant FIRST = Instant.parse("2026-08-08T00:00:00Z");
  private static final List<String> SPOT =
      List.of("BTC", "ETH", "SOL", "XRP", "BNB", "DOGE", "ADA", "AVAX", "LINK");
  private static final List<String> BINANCE_SWAP =
      List.of("BTC", "ETH", "SOL", "XRP", "BNB", "SUI");
  private static final List<String> BYBIT_SWAP = List.of("BTC", "ETH", "SOL", "XRP", "HYPE");
  private static final List<String> OKX_SWAP = List.of("BTC", "ETH", "SOL", "XRP");

  private FixtureMarket() {}

  static SimulatedMarket build() {
    Instant minute = FixtureRuns.NOW.truncatedTo(ChronoUnit.MINUTES);
    SimulatedMarket market = new SimulatedMarket(minute.minus(Duration.ofHours(37)));
    all().forEach(series -> market.land(series, new TimeRange(FIRST, minute)));
    binanceSpot(market);
    binanceSwap(market);
    for (String base : BYBIT_SWAP.subList(0, 4)) {
      market.closed(swap(Venue.BYBIT, base), days("2026-08-24", 2));
    }
    market.late(swap(Venue.BYBIT, "HYPE"), Instant.parse("2026-09-04T00:00:00Z"));
    market.doubt(swap(Venue.BYBIT, "HYPE"), hours("2026-10-06T04:00:00Z", 3));
    market.lose(swap(Venue.BYBIT, "BTC"), days("2026-08-28", 1), "Bybit refused it (403)");
    for (String base : OKX_SWAP) {
      market.closed(swap(Venue.OKX, base), days("2026-10-16", 1));
    }
    market.lose(swap(Venue.OKX, "BTC"), days("2026-08-13", 1), "the archive lists no such file");
    market.doubt(swap(Venue.OKX, "ETH"), hours("2026-09-20T11:00:00Z", 1));
    Series btc = new Series(FixtureRuns.spot("BTC"), Timeframe.M1);
    for (Timeframe timeframe : List.of(Timeframe.M5, Timeframe.M15, Timeframe.H1)) {
      market.land(
          new Series(btc.instrument(), timeframe),
          new TimeRange(
              Instant.parse("2026-08-01T00:00:00Z"), Instant.parse("2026-11-19T14:00:00Z")));
    }
    return market;
  }

  static List<Instrument> instruments() {
    return Stream.concat(
            FixtureRuns.BASES.stream().map(FixtureRuns::spot), all().map(Series::instrument))
        .distinct()
        .toList();
  }

  private static void binanceSpot(SimulatedMarket market) {
    for (String base : SPOT) {
      market.doubt(spot(base), hours("2026-09-17T03:00:00Z", 1));
    }
    for (String base : SPOT.subList(0, 4)) {
      market.closed(spot(base), between("13:04", "13:28"));
    }
    market.lose(
        spot("BTC"), between("12:02", "12:39"), "the socket was lost and REST refused (403)");
    market.doubt(spot("BTC"), hours("2026-11-01T03:00:00Z", 2));
    market.doubt(spot("ETH"), hours("2026-08-26T10:00:00Z", 1));
    market.lose(spot("SOL"), days("2026-09-25", 1), "the archive file failed its checksum twice");
    market.lose(spot("BNB"), days("2026-10-18", 1), "the archive file failed its checksum twice");
    market.doubt(spot("BNB"), hours("2026-11-09T08:00:00Z", 1));
    market.lose(spot("DOGE"), days("2026-10-15", 2), "the archive lists no such file");
    market.doubt(spot("ADA"), hours("2026-09-28T20:00:00Z", 1));
  }

  private static void binanceSwap(SimulatedMarket market) {
    String why = "the socket was closed, the network was down here; REST refused (403)";
    market.late(swap(Venue.BINANCE, "SUI"), Instant.parse("2026-08-14T00:00:00Z"));
    market.lose(
        swap(Venue.BINANCE, "ETH"), days("2026-08-23", 1), "the archive lists no such file");
    market.doubt(swap(Venue.BINANCE, "ETH"), hours("2026-10-04T20:00:00Z", 4));
    market.lose(swap(Venue.BINANCE, "ETH"), days("2026-10-05", 7), why);
    market.doubt(swap(Venue.BINANCE, "SOL"), hours("2026-10-05T20:00:00Z", 4));
    market.lose(swap(Venue.BINANCE, "SOL"), days("2026-10-06", 6), why);
    market.closed(swap(Venue.BINANCE, "XRP"), days("2026-09-23", 1));
    market.lose(swap(Venue.BINANCE, "XRP"), days("2026-10-05", 5), why);
    market.doubt(swap(Venue.BINANCE, "BNB"), hours("2026-10-05T20:00:00Z", 4));
    market.lose(swap(Venue.BINANCE, "BNB"), days("2026-10-06", 6), why);
  }

  private static Stream<Series> all() {
    return Stream.of(
            SPOT.stream().map(FixtureMarket::spot),
            BINANCE_SWAP.stream().map(base -> swap(Venue.BINANCE, base)),
            BYBIT_SWAP.stream().map(base -> swap(Venue.BYBIT, base)),
            OKX_SWAP.stream().map(base -> swap(Venue.OKX, base)))
        .flatMap(part -> part);
  }

  private static Series spot(String base) {
    return new Series(FixtureRuns.spot(base), Timeframe.M1);
  }

  private static Series swap(Venue venue, String base) {
    return new Series(new Instrument(venue, MarketType.SWAP, base + "/USDT:USDT"), Timeframe.M1);
  }

  private static TimeRange days(String first, int count) {
    Instant from = Instant.parse(first + "T00:00:00Z");
    return new TimeRange(from, from.plus(Duration.ofDays(count)));
  }

  private static TimeRange hours(String from, int count) {
    Instant start = Instant.parse(from);
    return new TimeRange(start, start.plus(Duration.ofHours(count)));
  }

  private static TimeRange between(String from, String to) {
    return new TimeRange(
        Instant.parse("2026-11-19T" + from + ":00Z"), Instant.parse("2026-11-19T" + to + ":00Z"));
  }
}
