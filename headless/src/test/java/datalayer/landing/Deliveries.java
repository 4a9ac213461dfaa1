package datalayer.landing;

import datalayer.landing.Delivery.UnreadableRow;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What tests bring through the door: bars of a seeded walk. */
final class Deliveries {

  static final Series LTC = Series.parse("binance:swap:LTC/USDT:1m");
  static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
  static final TimeRange TWO_DAYS = new TimeRange(START, START.plus(Duration.ofDays(2)));

  private Deliveries() {}

  static Delivery delivery(TimeRange range, List<Bar> bars) {
    return delivery(range, bars, List.of(), Source.ARCHIVE);
  }

  static Delivery delivery(
      TimeRange range, List<Bar> bars, List<UnreadableRow> unreadable, Source source) {
    CoverageInterval absent =
        new CoverageInterval(range, State.ABSENT, "the file has no row for it");
    return new Delivery(
        ChunkKey.of(LTC, range),
        source,
        new UUID(1, 2),
        "b-0001",
        List.of(new Delivery.Part(LTC, range, bars, unreadable, List.of(absent), List.of())));
  }

  /** Bars of a seeded random walk. */
  static List<Bar> bars(TimeRange range, long seed) {
    Random random = new Random(seed);
    List<Bar> bars = new ArrayList<>();
    long price = 5_949;
    for (long t = range.from().toEpochMilli(); t < range.to().toEpochMilli(); t += 60_000) {
      long close = Math.max(100, price + random.nextInt(-9, 10));
      long high = Math.max(price, close) + random.nextInt(5);
      long low = Math.min(price, close) - random.nextInt(5);
      bars.add(
          new Bar(
              t,
              cents(price),
              cents(high),
              cents(low),
              cents(close),
              Amount.parse(random.nextInt(100_000) + "." + random.nextInt(1000)),
              Amount.parse("92449.80017"),
              random.nextInt(1000),
              Amount.parse("832.674"),
              Amount.parse("49507.33217")));
      price = close;
    }
    return bars;
  }

  private static Amount cents(long cents) {
    return Amount.of(java.math.BigDecimal.valueOf(cents, 2));
  }

  static Bar withClose(Bar bar, String close) {
    Amount value = Amount.parse(close);
    Amount high = bar.high().compareTo(value) > 0 ? bar.high() : value;
    return new Bar(
        bar.openTime(),
        bar.open(),
        high,
        bar.low(),
        value,
        bar.volume(),
        bar.quoteVolume(),
        bar.trades(),
        bar.takerBuyVolume(),
        bar.takerBuyQuoteVolume());
  }
}
