package datalayer.simulator;

import java.time.Duration;

/**
 * A request that a simulated exchange answers, answered, or gave up on.
 *
 * @param arrived since the server started
 * @param took from arrival to the last byte, or to the moment the client went away
 * @param path decoded, without the query
 * @param query as it came, empty when there was none
 * @param status sent, or {@link #NONE} as long as there is none
 * @param bytes of the body that were handed to the network
 */
public record ServedRequest(
    Duration arrived,
    Duration took,
    String method,
    String path,
    String query,
    int status,
    long bytes) {

  /** No status was sent. */
  public static final int NONE = 0;
}
