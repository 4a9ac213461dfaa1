package datalayer.control.http;

import java.time.Duration;

/**
 * What a client may take.
 *
 * @param firstRequest from the connection to the last header of its first request
 * @param idle between two requests, and between two bytes of one
 * @param body from the first byte of a body to its last
 * @param bodyBytes of an ordinary body
 * @param planBytes of a body that carries a plan, which names every file
 * @param connections at once
 */
public record Limits(
    Duration firstRequest,
    Duration idle,
    Duration body,
    int bodyBytes,
    int planBytes,
    int connections) {

  /** Idle is longer than what a JDK client keeps a connection for, so that it closes first. */
  public static Limits defaults() {
    return new Limits(
        Duration.ofSeconds(10),
        Duration.ofSeconds(40),
        Duration.ofSeconds(20),
        1 << 20,
        64 << 20,
        64);
  }
}
