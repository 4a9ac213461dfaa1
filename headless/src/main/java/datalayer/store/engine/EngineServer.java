package datalayer.store.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** ClickHouse's HTTP protocol on loopback, over the engine in this process. */
final class EngineServer implements AutoCloseable {

  private static final int BACKLOG = 256;
  private static final int STATEMENTS = 64;
  private static final long WAIT_SECONDS = 5;
  private static final long STACK = 8L << 20;
  private static final Pattern SETTING = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  private final ChdbEngine engine;
  private final Gate gate;
  private final HttpServer http;
  private final ExecutorService threads;
  private final Semaphore free = new Semaphore(STATEMENTS, true);

  private EngineServer(ChdbEngine engine, String token, HttpServer http) {
    this.engine = engine;
    this.gate = new Gate(token);
    this.http = http;
    AtomicInteger number = new AtomicInteger();
    // Platform threads: a native call would hold a virtual thread's carrier, one for each core.
    this.threads =
        Executors.newCachedThreadPool(work ->
            new Thread(null, work, "engine-http-" + number.incrementAndGet(), STACK, false));
  }

  static EngineServer start(ChdbEngine engine, String token, int port) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    EngineServer server = new EngineServer(engine, token, HttpServer.create(address, BACKLOG));
    server.http.setExecutor(server.threads);
    server.http.createContext("/", server::handle);
    server.http.start();
    return server;
  }

  int port() {
    return http.getAddress().getPort();
  }

  /** Stops taking requests and waits for those under way, as long as that. */
  void stop(long seconds) {
    http.stop(0);
    threads.shutdownNow();
    try {
      threads.awaitTermination(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    EngineRequest request = new EngineRequest(exchange);
    EngineResponse response = new EngineResponse(exchange, request);
    try {
      gate.checkOrigin(request);
      switch (request.path()) {
        case "/ping", "/replicas_status" -> response.text("Ok.\n");
        case "/" -> statement(exchange, request, response);
        default -> response.notFound(request.path());
      }
    } catch (StatementException e) {
      drain(exchange.getRequestBody());
      response.fail(e);
    } catch (RuntimeException e) {
      System.err.println("a request failed: " + e); // the supervisor keeps these lines
      throw e;
    }
  }

  private void statement(HttpExchange exchange, EngineRequest request, EngineResponse response)
      throws IOException, StatementException {
    if (request.reads() && request.parameter("query").isEmpty()) {
      response.text("Ok.\n");
      return;
    }
    gate.checkToken(request);
    response.queryId(request.parameter("query_id").orElseGet(() -> UUID.randomUUID().toString()));
    enter();
    try (ChdbConnection connection = prepared(request)) {
      new StatementExchange(connection, request, response).run(body(exchange, request));
    } finally {
      free.release();
    }
  }

  private void enter() throws StatementException {
    try {
      if (!free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw StatementException.of(
            202,
            "TOO_MANY_SIMULTANEOUS_QUERIES",
            "Too many simultaneous queries. Maximum: " + STATEMENTS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StatementException.of(236, "ABORTED", "the engine is stopping");
    }
  }

  private ChdbConnection prepared(EngineRequest request) throws StatementException {
    ChdbConnection connection;
    try {
      connection = engine.connect();
    } catch (EngineException e) {
      throw StatementException.of(
          279, "ALL_CONNECTION_TRIES_FAILED", String.valueOf(e.getMessage()));
    }
    try {
      prepare(connection, request);
      return connection;
    } catch (StatementException e) {
      connection.close();
      throw e;
    }
  }

  private static void prepare(ChdbConnection connection, EngineRequest request)
      throws StatementException {
    if (request.database().isPresent()) {
      connection.execute("USE " + quoted(request.database().get(), '`'));
    }
    StringBuilder set = new StringBuilder();
    for (var setting : request.settings().entrySet()) {
      if (!SETTING.matcher(setting.getKey()).matches()) {
        throw StatementException.of(
            115, "UNKNOWN_SETTING", "Unknown setting '" + setting.getKey() + "'");
      }
      set.append(set.isEmpty() ? "SET " : ", ").append(setting.getKey()).append(" = ");
      set.append(quoted(setting.getValue(), '\''));
    }
    if (!set.isEmpty()) {
      connection.execute(set.toString());
    }
    if (request.reads()) {
      connection.execute("SET readonly = 2");
    }
  }

  private static String quoted(String text, char quote) {
    return quote + text.replace("\\", "\\\\").replace("" + quote, "\\" + quote) + quote;
  }

  private static InputStream body(HttpExchange exchange, EngineRequest request)
      throws IOException, StatementException {
    if (request.flag("decompress") || request.flag("compress")) {
      throw StatementException.of(
          48,
          "NOT_IMPLEMENTED",
          "the embedded engine does not speak native compression; connect with compress=0");
    }
    String encoding = request.header("Content-Encoding").orElse("identity");
    return switch (encoding) {
      case "identity" -> exchange.getRequestBody();
      case "gzip" -> new GZIPInputStream(exchange.getRequestBody(), 64 << 10);
      default ->
          throw StatementException.of(
              89,
              "UNKNOWN_COMPRESSION_METHOD",
              "the embedded engine reads bodies as they are or as gzip, not as " + encoding);
    };
  }

  /** Reads what the client still sends, or it would not read why it was refused. */
  private static void drain(InputStream body) {
    try {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // closed because it was read to its end
    }
  }
}
