package datalayer.simulator.binance;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a stream of bars, {@code btcusdt@kline_1m}.
 *
 * @param symbol in lower case
 */
record StreamName(String symbol, Interval interval) {

  private static final String KLINE = "kline_";
  private static final Pattern WELL_FORMED =
      Pattern.compile("(?:([\\p{L}\\p{N}_.-]+)@([A-Za-z][\\w@+:.-]*))|![A-Za-z][\\w@]*");

  /** Whether it is written like a stream, though nothing may ever come of it. */
  static boolean isWellFormed(String name) {
    Matcher matcher = WELL_FORMED.matcher(name);
    if (!matcher.matches()) {
      return false;
    }
    String channel = matcher.group(2);
    return channel == null || !channel.startsWith(KLINE) || interval(channel).isPresent();
  }

  /** The stream of bars that a name means; nothing for other streams and for upper case. */
  static Optional<StreamName> parse(String name) {
    Matcher matcher = WELL_FORMED.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String symbol = matcher.group(1);
    String channel = matcher.group(2);
    return symbol == null || channel == null || !channel.startsWith(KLINE)
        ? Optional.empty()
        : interval(channel).map(interval -> new StreamName(symbol, interval));
  }

  private static Optional<Interval> interval(String channel) {
    return Interval.parse(channel.substring(KLINE.length()));
  }

  @Override
  public String toString() {
    return symbol + "@" + KLINE + interval.label();
  }
}
