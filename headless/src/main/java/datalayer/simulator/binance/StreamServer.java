package datalayer.simulator.binance;

import datalayer.simulator.Fault;
import datalayer.simulator.FaultScript;
import datalayer.simulator.Query;
import datalayer.simulator.truth.Listing;
import datalayer.simulator.truth.Truth;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of one market. Spot has them at {@code /ws} and {@code /stream}; futures below {@code
 * /market}, while their old paths still take subscriptions and never deliver.
 */
final class StreamServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamServer.class);
  private static final int THREADS = 8;
  private static final String MARKET = "/market";

  private final BinanceMarket market;
  private final SimulatedClock clock;
  private final FaultScript faults;
  private final Truth truth;
  private final Map<String, Listing> listings;
  private final Map<String, BarStream> streams = new ConcurrentHashMap<>();
  private final Set<StreamConnection> connections = ConcurrentHashMap.newKeySet();
  private final Queue<StreamConnection> log = new ConcurrentLinkedQueue<>();
  private final Server server = new Server(new QueuedThreadPool(THREADS, 2));
  private final ServerConnector connector;
  private final Thread pusher;
  private final AtomicBoolean joined = new AtomicBoolean();
  private final Queue<Shutdown> shutdowns = new ConcurrentLinkedQueue<>();

  /** Who was told, and when their connections end. */
  private record Shutdown(List<StreamConnection> told, Instant end) {}

  StreamServer(
      BinanceMarket market, Truth truth, SimulatedClock clock, FaultScript faults, int port)
      throws IOException {
    this.market = market;
    this.truth = truth;
    this.clock = clock;
    this.faults = faults;
    this.listings =
        truth.listings().stream()
            .filter(listing -> BinanceMarket.of(listing) == market)
            .collect(
                Collectors.toMap(
                    listing -> listing.id().toLowerCase(Locale.ROOT), listing -> listing));
    HttpConfiguration http = new HttpConfiguration();
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(
        WebSocketUpgradeHandler.from(
            server,
            container -> {
              container.setIdleTimeout(Duration.ZERO);
              container.addMapping("/*", this::upgrade);
            }));
    server.setStopTimeout(0);
    begin(port);
    pusher = Thread.ofPlatform().daemon().name("streams-" + market).start(this::pushAll);
  }

  private void begin(int port) throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the streams cannot listen on port " + port, e);
    }
  }

  URI address() {
    return URI.create("ws://127.0.0.1:" + connector.getLocalPort());
  }

  List<ServedStream> served() {
    return log.stream().map(StreamConnection::soFar).toList();
  }

  /**
   * Tells every client that its server goes down, and ends those connections later. Who connects
   * meanwhile reaches another server.
   */
  void shutDown(Duration notice) {
    Instant now = clock.instant();
    String json = "{\"e\":\"serverShutdown\",\"E\":%d}".formatted(now.toEpochMilli());
    List<StreamConnection> told = List.copyOf(connections);
    told.forEach(connection -> connection.announce("!serverShutdown", json));
    shutdowns.add(new Shutdown(told, now.plus(notice)));
  }

  /** Has a connection hear of a stream; of one that does not exist it never will. */
  void join(String name, StreamConnection connection) {
    StreamName.parse(name)
        .filter(stream -> listings.containsKey(stream.symbol()))
        .ifPresent(stream ->
            streams.compute(
                stream.toString(),
                (key, known) -> {
                  BarStream of = known == null ? stream(stream) : known;
                  of.listeners().add(connection);
                  return of;
                }));
    wake();
  }

  /** Has the next round come at once: somebody is there who was not in the last. */
  void wake() {
    joined.set(true);
    clock.wake();
  }

  void leave(String name, StreamConnection connection) {
    streams.computeIfPresent(
        name,
        (key, stream) -> {
          stream.listeners().remove(connection);
          return stream.listeners().isEmpty() ? null : stream;
        });
  }

  void forget(StreamConnection connection) {
    connections.remove(connection);
  }

  @Override
  public void close() {
    pusher.interrupt();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the streams of " + market + " do not stop", e);
    }
  }

  private BarStream stream(StreamName name) {
    Listing listing = Objects.requireNonNull(listings.get(name.symbol()));
    return new BarStream(name, market, listing, truth, clock.instant());
  }

  private @Nullable Object upgrade(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
    String path = Query.decoded(request.getHttpURI().getPath().replace("+", "%2B"));
    String query = Objects.requireNonNullElse(request.getHttpURI().getQuery(), "");
    String target = query.isEmpty() ? path : path + "?" + query;
    Fault fault = faults.next("UPGRADE " + target).orElse(null);
    if (fault instanceof Fault.HangBeforeAnswer) {
      return null;
    }
    if (fault instanceof Fault.Status(int code, String _, String _)) {
      Response.writeError(request, response, callback, code);
      return null;
    }
    if (fault != null) {
      request.getConnectionMetaData().getConnection().getEndPoint().close();
      callback.failed(new EofException("closed by the script"));
      return null;
    }
    StreamConnection connection = connection(path, query, target);
    if (connection == null) {
      Response.writeError(request, response, callback, 404);
      return null;
    }
    connections.add(connection);
    log.add(connection);
    return connection;
  }

  private @Nullable StreamConnection connection(String path, String query, String target) {
    boolean split = path.startsWith(MARKET + "/");
    boolean delivers = market == BinanceMarket.SPOT || split;
    String rest =
        split ? path.substring(MARKET.length()) : path.replaceFirst("^/(public|private)/", "/");
    boolean combined = rest.equals("/stream");
    if (!combined && !rest.equals("/ws") && !rest.startsWith("/ws/")) {
      return null;
    }
    String names =
        combined
            ? Query.parameters(query.replace("+", "%2B")).getOrDefault("streams", "")
            : rest.substring("/ws".length());
    List<String> first =
        Arrays.stream(names.split("/", -1)).filter(name -> !name.isEmpty()).toList();
    return new StreamConnection(this, market, target, first, combined, delivers, clock.instant());
  }

  private void pushAll() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        joined.set(false);
        Instant now = clock.instant();
        round(now);
        clock.awaitUntil(nextRound(now), joined::get);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void round(Instant now) {
    try {
      streams.forEach((name, stream) -> push(name, stream, now));
      connections.forEach(connection -> connection.tend(now));
      endAll(now);
    } catch (RuntimeException e) {
      LOG.error("the streams of {} miss a round", market, e);
    }
  }

  private void push(String name, BarStream stream, Instant now) {
    for (BarStream.Frame frame = stream.next(now); frame != null; frame = stream.next(now)) {
      BarStream.Frame due = frame;
      stream.listeners().forEach(connection -> connection.push(name, due, faults));
      if (!due.closed()) {
        return;
      }
    }
  }

  private void endAll(Instant now) {
    List<Shutdown> due =
        shutdowns.stream().filter(shutdown -> !now.isBefore(shutdown.end())).toList();
    shutdowns.removeAll(due);
    due.stream()
        .flatMap(shutdown -> shutdown.told().stream())
        .forEach(connection -> connection.close(StatusCode.SERVICE_RESTART, "server shutdown"));
  }

  /** The next push, or the next closed bar when that comes first. */
  private Instant nextRound(Instant now) {
    long every = market.pushMillis();
    Instant next = Instant.ofEpochMilli((now.toEpochMilli() / every + 1) * every);
    for (BarStream stream : streams.values()) {
      Instant due = stream.nextFinal();
      if (due.isAfter(now) && due.isBefore(next)) {
        next = due;
      }
    }
    return next;
  }
}
