package datalayer.venue.binance;

import java.time.Duration;

/**
 * How long a connection may keep us waiting, in real time.
 *
 * @param connect until TCP stands
 * @param idle without a byte, pings of the venue included, from connecting on
 * @param streams on one connection; Binance allows 1024, its futures market was seen to allow 200
 */
public record StreamLimits(Duration connect, Duration idle, int streams) {

  /** Futures ping every three minutes, so that a living connection is never silent for longer. */
  public static StreamLimits defaults() {
    return new StreamLimits(Duration.ofSeconds(10), Duration.ofSeconds(200), 200);
  }
}
