package datalayer.simulator.binance;

import datalayer.simulator.truth.Listing;

/** Binance's two markets that it serves by themselves. */
public enum BinanceMarket {
  SPOT("/api/v3", "data/spot", 6000, 1000, 5, 2000, 20, 60),
  /** Futures and perpetuals margined in USDT. */
  USDT_MARGINED("/fapi/v1", "data/futures/um", 2400, 1500, 10, 250, 180, 600);

  private final String restPath;
  private final String archivePath;
  private final int weightPerMinute;
  private final int mostRows;
  private final int messagesPerSecond;
  private final int pushMillis;
  private final int pingSeconds;
  private final int pongSeconds;

  BinanceMarket(
      String restPath,
      String archivePath,
      int weightPerMinute,
      int mostRows,
      int messagesPerSecond,
      int pushMillis,
      int pingSeconds,
      int pongSeconds) {
    this.restPath = restPath;
    this.archivePath = archivePath;
    this.weightPerMinute = weightPerMinute;
    this.mostRows = mostRows;
    this.messagesPerSecond = messagesPerSecond;
    this.pushMillis = pushMillis;
    this.pingSeconds = pingSeconds;
    this.pongSeconds = pongSeconds;
  }

  static BinanceMarket of(Listing listing) {
    return listing.isSpot() ? SPOT : USDT_MARGINED;
  }

  /** What every REST path starts with. */
  String restPath() {
    return restPath;
  }

  /** The folder of the archive. */
  String archivePath() {
    return archivePath;
  }

  /** REQUEST_WEIGHT of an address. */
  int weightPerMinute() {
    return weightPerMinute;
  }

  /** The largest {@code limit} of klines. */
  int mostRows() {
    return mostRows;
  }

  /** How many messages a second a stream's client may send. */
  int messagesPerSecond() {
    return messagesPerSecond;
  }

  /** How often a running bar is pushed while it changes. */
  int pushMillis() {
    return pushMillis;
  }

  /** How often the streams' server pings. */
  int pingSeconds() {
    return pingSeconds;
  }

  /** How long it waits for the pong. */
  int pongSeconds() {
    return pongSeconds;
  }

  /** What klines weigh. */
  int klinesWeight(int limit) {
    if (this == SPOT) {
      return 2;
    }
    return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
  }

  int exchangeInfoWeight() {
    return this == SPOT ? 20 : 1;
  }
}
