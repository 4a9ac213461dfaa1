package datalayer.venue.http;

import java.time.Duration;

/**
 * How long one attempt may take.
 *
 * @param connect until the connection stands
 * @param head from the call to the last header, connecting included
 * @param body from the headers to the last byte
 * @param minimumRate bytes per second that a body must bring, averaged over a window
 * @param rateWindow the window
 */
public record Deadlines(
    Duration connect, Duration head, Duration body, long minimumRate, Duration rateWindow) {

  /** For files of some megabytes over the internet. */
  public static Deadlines defaults() {
    return new Deadlines(
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        1024,
        Duration.ofSeconds(15));
  }

  /** For answers that somebody waits for: mostly some hundred kilobytes, a catalogue has 15 MB. */
  public static Deadlines requests() {
    return new Deadlines(
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofMinutes(2),
        1024,
        Duration.ofSeconds(10));
  }
}
