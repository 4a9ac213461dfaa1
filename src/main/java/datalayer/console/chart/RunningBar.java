package datalayer.console.chart;

import datalayer.console.fx.Figures;
import datalayer.feed.LiveBar;
import datalayer.market.Series;
import java.time.Duration;
import java.time.Instant;

/**
 * The bar that is not over yet, as live data tells it. Never part of what landed.
 *
 * @param openTime UTC
 * @param volume in the base currency, so far
 * @param closed whether the venue has said its last word on it, and nothing of the next one yet
 * @param toldAt when the newest word of it came, by the clock of this machine
 */
public record RunningBar(
    Series series,
    Instant openTime,
    double open,
    double high,
    double low,
    double close,
    double volume,
    boolean closed,
    Instant toldAt) {

  /** Venues tell of a bar every second or two; after this long its figures must not look alive. */
  private static final Duration OLD = Duration.ofSeconds(10);

  static RunningBar of(LiveBar live) {
    return new RunningBar(
        live.series(),
        live.bar().opensAt(),
        live.bar().open().toDouble(),
        live.bar().high().toDouble(),
        live.bar().low().toDouble(),
        live.bar().close().toDouble(),
        live.bar().volume().toDouble(),
        live.closed(),
        live.receivedAt());
  }

  Instant closeTime() {
    return openTime.plus(series.timeframe().duration());
  }

  boolean rises() {
    return close >= open;
  }

  /** Whether it looks like another one, whenever either was told of. */
  boolean looksLike(RunningBar other) {
    return openTime.equals(other.openTime)
        && open == other.open
        && high == other.high
        && low == other.low
        && close == other.close
        && closed == other.closed;
  }

  /** Whether nothing was told of it for longer than its stream is ever quiet. */
  boolean isOld(Instant now) {
    return Duration.between(toldAt, now).compareTo(OLD) > 0;
  }

  /**
   * {@code closes 0:28} until it closes; {@code closing} when it should have; {@code 41 s old} when
   * nothing was told of it any more.
   */
  String says(Instant now) {
    if (isOld(now)) {
      return Figures.age(Duration.between(toldAt, now)) + " old";
    }
    long seconds = Duration.between(now, closeTime()).toSeconds();
    return closed || seconds < 0
        ? "closing"
        : "closes %d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
