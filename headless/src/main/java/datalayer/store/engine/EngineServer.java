package datalayer.store.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipException;

/** ClickHouse's HTTP protocol on loopback, over the engine in this process. */
final class EngineServer implements AutoCloseable {

  private static final int BACKLOG = 256;
  private static final int STATEMENTS = 64;
  private static final long WAIT_SECONDS = 5;
  private static final long STACK = 8L << 20;

  private final ChdbEngine engine;
  private final Sessions sessions;
  private final Gate gate;
  private final HttpServer http;
  private final ExecutorService threads;
  private final Semaphore free = new Semaphore(STATEMENTS, true);

  private EngineServer(ChdbEngine engine, String token, HttpServer http) {
    this.engine = engine;
    this.sessions = new Sessions(engine);
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
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    EngineServer server = new EngineServer(engine, token, HttpServer.create(address, BACKLOG));
    server.http.setExecutor(server.threads);
    server.http.createContext("/", server::handle);
    server.http.start();
    return server;
  }

  int port() {
    return http.getAddress().getPort();
  }

  /** Stops taking requests, ends the statements under way and closes their connections. */
  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    try {
      do {
        engine.cancelAll();
      } while (!threads.awaitTermination(1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sessions.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    EngineRequest request = new EngineRequest(exchange);
    EngineResponse response = new EngineResponse(exchange, request);
    try {
      gate.checkOrigin(request);
      switch (request.path()) {
        case "/ping", "/replicas_status" -> response.text(HttpStatus.OK, "Ok.\n");
        case "/" -> statement(exchange, request, response);
        default -> response.text(404, "There is no handle " + request.path() + "\n");
      }
    } catch (StatementException e) {
      drain(exchange.getRequestBody());
      response.fail(e);
    } catch (CorruptBodyException | ZipException e) {
      String reason = String.valueOf(e.getMessage());
      response.fail(StatementException.of(271, "CANNOT_DECOMPRESS", reason));
    } catch (RuntimeException e) {
      System.err.println("a request failed: " + e); // the supervisor keeps these lines
      throw e;
    }
  }

  private void statement(HttpExchange exchange, EngineRequest request, EngineResponse response)
      throws IOException, StatementException {
    if (request.reads() && request.parameter("query").isEmpty()) {
      response.text(HttpStatus.OK, "Ok.\n");
      return;
    }
    gate.checkToken(request);
    response.queryId(request.queryId().id());
    enter();
    try {
      Optional<String> session = request.parameter("session_id");
      InputStream body = body(exchange, request);
      if (session.isPresent()) {
        inSession(session.get(), request, response, body);
      } else {
        alone(request, response, body);
      }
    } finally {
      free.release();
    }
  }

  private void alone(EngineRequest request, EngineResponse response, InputStream body)
      throws IOException, StatementException {
    try (ChdbConnection connection = engine.connectForStatement()) {
      new RequestScope(connection, request).apply();
      new StatementExchange(connection, request, response).run(body);
    }
    response.end();
  }

  private void inSession(
      String id, EngineRequest request, EngineResponse response, InputStream body)
      throws IOException, StatementException {
    Sessions.Session session = sessions.take(id, request);
    try {
      ChdbConnection connection = session.connection();
      Map<String, String> before = new RequestScope(connection, request).applyForOne();
      try {
        new StatementExchange(connection, request, response).run(body);
      } finally {
        for (Map.Entry<String, String> undo : before.entrySet()) {
          connection.execute(undo.getKey() + undo.getValue());
        }
      }
    } finally {
      sessions.give(session);
    }
    // Only now: a client that has read its answer to the end may use the session again at once.
    response.end();
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

  private static InputStream body(HttpExchange exchange, EngineRequest request)
      throws IOException, StatementException {
    InputStream plain = HttpEncoding.ofBody(request).decode(exchange.getRequestBody());
    return request.flag("decompress") ? new BlockInput(plain) : plain;
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
