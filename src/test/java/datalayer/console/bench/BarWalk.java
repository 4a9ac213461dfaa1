package datalayer.console.bench;

import datalayer.control.BarColumns;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.SplittableRandom;

/** One-minute bars without a hole, of a price that walks: the same for the same number of bars. */
final class BarWalk {

  static final Series SERIES = Series.parse("binance:spot:BTC/USDT:1m");

  private static final long START = Instant.parse("2017-01-01T00:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final double STEP = 0.0008;
  private static final double WICK = 0.0004;

  private BarWalk() {}

  static TimeRange range(int bars) {
    return TimeRange.ofMillis(START, START + bars * MINUTE);
  }

  /** The open time of a bar, in milliseconds since the epoch; between bars for a fraction. */
  static double time(double bar) {
    return START + bar * MINUTE;
  }

  static BarColumns bars(int size) {
    BarColumns bars =
        new BarColumns(
            new long[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new int[size],
            new byte[size]);
    SplittableRandom random = new SplittableRandom(size);
    double price = 40_000;
    for (int i = 0; i < size; i++) {
      double next = price * (1 + random.nextGaussian() * STEP);
      bars.openTimes()[i] = START + i * MINUTE;
      bars.open()[i] = cents(price);
      bars.close()[i] = cents(next);
      bars.high()[i] = cents(Math.max(price, next) * (1 + random.nextDouble() * WICK));
      bars.low()[i] = cents(Math.min(price, next) * (1 - random.nextDouble() * WICK));
      bars.volume()[i] = random.nextInt(1000) / 10.0;
      bars.trades()[i] = random.nextInt(2000);
      price = next;
    }
    return bars;
  }

  private static double cents(double price) {
    return Math.rint(price * 100) / 100;
  }
}
