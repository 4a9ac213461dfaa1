package datalayer.control.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;

/**
 * Cuts connections that do not come to the point. A server's idle time-out is set back by every
 * byte, so a client that sends a header letter by letter could hold a connection for ever.
 */
final class SlowClients implements Connection.Listener, AutoCloseable {

  private static final long EVERY_MILLIS = 250;

  /** Since when a connection waits for a request, or that it is being answered. */
  private record Since(long nanos, boolean first, boolean busy) {}

  private final Limits limits;
  private final Map<Connection, Since> open = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweeping =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("control-slow-clients").daemon().factory());

  SlowClients(Limits limits) {
    this.limits = limits;
    ScheduledFuture<?> _ =
        sweeping.scheduleWithFixedDelay(
            this::sweep, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void onOpened(Connection connection) {
    open.put(connection, new Since(System.nanoTime(), true, false));
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  /** A request has come in whole, but for its body. */
  void busy(Connection connection) {
    open.computeIfPresent(connection, (c, since) -> new Since(since.nanos(), false, true));
  }

  /** It has been answered. */
  void idle(Connection connection) {
    open.computeIfPresent(connection, (c, since) -> new Since(System.nanoTime(), false, false));
  }

  @Override
  public void close() {
    sweeping.shutdownNow();
  }

  private void sweep() {
    long now = System.nanoTime();
    open.forEach((connection, since) -> {
      long most = (since.first() ? limits.firstRequest() : limits.idle()).toNanos();
      if (!since.busy() && now - since.nanos() > most) {
        connection.close();
      }
    });
  }
}
