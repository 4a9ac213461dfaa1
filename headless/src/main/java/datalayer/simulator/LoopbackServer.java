package datalayer.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server on loopback that plays faults and writes down what it was asked. */
public final class LoopbackServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);

  static {
    // without it an answer of more than one packet waits for an acknowledgement that is late by 40
    // ms
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What a request comes to. */
  @FunctionalInterface
  public interface Handler {

    /**
     * The answer, and the fault that is to be played with it.
     *
     * @throws IOException when a file cannot be read; the connection is closed then
     */
    Reply reply(LiveRequest request) throws IOException;
  }

  /** An answer and what spoils it. */
  public record Reply(Answer answer, Optional<Fault> fault) {}

  private final HttpServer server;
  private final ExecutorService workers;
  private final Queue<LiveRequest> requests = new ConcurrentLinkedQueue<>();
  private final long started = System.nanoTime();
  private final Answers answers = new Answers();

  /**
   * Starts to serve.
   *
   * @param port to listen on, or 0 for any free one
   * @throws IOException when the port is not to be had
   */
  public LoopbackServer(String name, int port, Handler handler) throws IOException {
    server = bound(port);
    workers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    server.setExecutor(workers);
    server.createContext("/", exchange -> answer(exchange, handler));
    server.start();
  }

  private static HttpServer bound(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (BindException e) {
      throw new IOException("port %d is not to be had: %s".formatted(port, e.getMessage()), e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What was asked so far, in the order of arrival; an answer under way shows what it sent yet. */
  public List<ServedRequest> requests() {
    return requests.stream().map(LiveRequest::soFar).toList();
  }

  /** Stops at once; hanging answers end. */
  @Override
  public void close() {
    answers.stop();
    server.stop(0);
    workers.shutdownNow();
  }

  private void answer(HttpExchange exchange, Handler handler) {
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    LiveRequest request =
        new LiveRequest(started, exchange.getRequestMethod(), path, query == null ? "" : query);
    request.sent(exchange.getRequestHeaders()::getFirst);
    requests.add(request);
    try (exchange) {
      request.body(exchange.getRequestBody().readAllBytes());
      Reply reply = handler.reply(request);
      if (reply.fault().isPresent()) {
        answers.misbehave(exchange, reply.answer(), reply.fault().get(), request);
      } else {
        answers.send(exchange, reply.answer(), request);
      }
    } catch (IOException e) {
      LOG.debug("the client went away", e);
    } catch (RuntimeException e) {
      LOG.error("{} cannot be answered", request.line(), e);
    } finally {
      request.ends();
    }
  }
}
