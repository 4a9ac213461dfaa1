package datalayer.feed;

import java.time.Duration;

/**
 * How patient live streams are. Times are in the ticks that the feed was given, except {@code
 * linger} and {@code tick}, which are real.
 *
 * @param handshake from the first attempt to the venue's answer
 * @param silence without any data, after which a busy connection counts as stalled; a quiet one is
 *     given twenty times its usual pause
 * @param late after a bar's end, when its final statement counts as late; venues take up to two
 *     seconds
 * @param settle the same just after a connection came back: what ended before was missed for sure
 * @param stable how long a connection must bring data before the next pause is short again
 * @param firstPause after a loss, at most; half of it at least
 * @param longestPause after many losses
 * @param spacing between attempts to connect to one venue; Binance allows 300 in five minutes
 * @param rotation age at which a connection is replaced, before the venue's own cut
 * @param linger how long a final bar waits for others to land with
 * @param batch bars that land together at most
 * @param waiting final bars that may wait to be landed; then the venue has to wait
 * @param tick between looks at everything
 * @param lookBack how far before the start bars are healed that an earlier process lost
 */
public record FeedOptions(
    Duration handshake,
    Duration silence,
    Duration late,
    Duration settle,
    Duration stable,
    Duration firstPause,
    Duration longestPause,
    Duration spacing,
    Duration rotation,
    Duration linger,
    int batch,
    int waiting,
    Duration tick,
    Duration lookBack) {

  public static FeedOptions defaults() {
    return new FeedOptions(
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        Duration.ofSeconds(8),
        Duration.ofSeconds(3),
        Duration.ofMinutes(2),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        Duration.ofMillis(1_100),
        Duration.ofHours(23),
        Duration.ofMillis(700),
        2_000,
        20_000,
        Duration.ofMillis(100),
        Duration.ofHours(24));
  }
}
