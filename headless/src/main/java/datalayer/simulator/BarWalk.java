package datalayer.simulator;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A made-up market: bars whose prices walk at random, the same for the same seed. Every bar makes
 * sense, and a bar without trades now and then is flat, as venues write it.
 */
public final class BarWalk {

  private static final int PRICE_PLACES = 2;
  private static final int VOLUME_PLACES = 3;

  private final SplittableRandom random;
  private final Timeframe timeframe;
  private long price;

  /** A walk that starts at a price of 100. */
  public BarWalk(long seed, Timeframe timeframe) {
    this.random = new SplittableRandom(seed);
    this.timeframe = timeframe;
    this.price = 10_000;
  }

  /** A bar for every open time in the range, ascending. */
  public List<Bar> over(TimeRange range) {
    List<Bar> bars = new ArrayList<>();
    for (Instant open = timeframe.ceiling(range.from());
        open.isBefore(range.to());
        open = open.plus(timeframe.duration())) {
      bars.add(next(open.toEpochMilli()));
    }
    return bars;
  }

  private Bar next(long openTime) {
    boolean quiet = random.nextInt(20) == 0;
    long open = price;
    long close = quiet ? open : Math.max(100, open + random.nextLong(-50, 51));
    long high = Math.max(open, close) + (quiet ? 0 : random.nextLong(20));
    long low = Math.min(open, close) - (quiet ? 0 : random.nextLong(20));
    long volume = quiet ? 0 : random.nextLong(1, 5_000_000);
    long taken = quiet ? 0 : random.nextLong(volume);
    price = close;
    return new Bar(
        openTime,
        price(open),
        price(high),
        price(low),
        price(close),
        amount(volume, VOLUME_PLACES),
        amount(volume * close, PRICE_PLACES + VOLUME_PLACES),
        quiet ? 0 : random.nextLong(1, 2_000),
        amount(taken, VOLUME_PLACES),
        amount(taken * close, PRICE_PLACES + VOLUME_PLACES));
  }

  private static Amount price(long units) {
    return amount(units, PRICE_PLACES);
  }

  private static Amount amount(long units, int places) {
    return Amount.of(BigDecimal.valueOf(units, places));
  }
}
