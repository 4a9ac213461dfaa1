package datalayer.simulator;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that is being answered. What is about to be sent is noted before it is sent, so that
 * whoever received an answer finds it in the log.
 */
public final class LiveRequest {

  private static final long UNDER_WAY = -1;

  private final long serverStarted;
  private final long arrived = System.nanoTime();
  private final String method;
  private final String path;
  private final String query;
  private Function<String, @Nullable String> headers = name -> null;
  private byte[] body = {};
  private volatile int status = ServedRequest.NONE;
  private volatile long bytes;
  private volatile long ended = UNDER_WAY;

  LiveRequest(long serverStarted, String method, String path, String query) {
    this.serverStarted = serverStarted;
    this.method = method;
    this.path = path;
    this.query = query;
  }

  /** How fault scripts see it. */
  public String line() {
    return method + " " + path + (query.isEmpty() ? "" : "?" + query);
  }

  public String method() {
    return method;
  }

  /** Decoded, without the query. */
  public String path() {
    return path;
  }

  /** As it came, empty when there was none. */
  public String query() {
    return query;
  }

  /** A header's first value, or null. */
  public @Nullable String header(String name) {
    return headers.apply(name);
  }

  public byte[] body() {
    return body;
  }

  void sent(Function<String, @Nullable String> by) {
    headers = by;
  }

  void body(byte[] bytes) {
    body = bytes;
  }

  void sends(int newStatus) {
    status = newStatus;
  }

  /** Only the answering thread counts. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void sends(long more) {
    bytes += more;
  }

  void ends() {
    ended = System.nanoTime();
  }

  /** What is known of it now. */
  public ServedRequest soFar() {
    long until = ended == UNDER_WAY ? System.nanoTime() : ended;
    return new ServedRequest(
        Duration.ofNanos(arrived - serverStarted),
        Duration.ofNanos(until - arrived),
        method,
        path,
        query,
        status,
        bytes);
  }
}
