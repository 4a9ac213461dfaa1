package datalayer.control.http;

import datalayer.control.Control;
import datalayer.monitor.Heartbeat;
import datalayer.monitor.Metrics;
import datalayer.monitor.Readiness;
import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The open door. Requests are answered by virtual threads, so one that waits costs nothing. */
public final class ControlServer implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int HEADER_BYTES = 8 << 10;
  private static final int THREADS = 12;
  private static final long STOP_MILLIS = 3_000;

  private final Server server;
  private final ServerConnector connector;
  private final SlowClients clients;

  /** What is behind the door. */
  public record Behind(
      Control control, Heartbeat heartbeat, Readiness readiness, Metrics metrics) {}

  /**
   * Opens the door on 127.0.0.1.
   *
   * @param port 0 for any free one
   * @throws IOException when the port is taken
   */
  public static ControlServer open(Behind behind, Token token, int port, Limits limits)
      throws IOException {
    ControlServer opened = new ControlServer(behind, token, port, limits);
    try {
      opened.server.start();
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    } catch (Exception e) {
      opened.close();
      throw new IOException(e);
    }
  }

  private ControlServer(Behind behind, Token token, int port, Limits limits) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("control");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("control-"));
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(LOOPBACK);
    connector.setPort(port);
    connector.setIdleTimeout(limits.idle().toMillis());
    clients = new SlowClients(limits);
    connector.addBean(clients);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
    server.setErrorHandler(new ProtocolErrors());
    server.setStopTimeout(STOP_MILLIS);
    Routes routes =
        new Routes(behind.control(), behind.heartbeat(), behind.readiness(), behind.metrics());
    server.setHandler(
        new ControlHandler(new Gatekeeper(token), routes.all(), limits, clients, behind.metrics()));
  }

  /** Where the door is. */
  public URI address() {
    return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort());
  }

  @Override
  public void close() {
    clients.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the control API could not be closed", e);
    }
  }
}
