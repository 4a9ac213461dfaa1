package datalayer.control.http;

import datalayer.control.ControlException;
import datalayer.control.PlanDriftedException;
import datalayer.ledger.LedgerException;
import datalayer.monitor.Metrics;
import datalayer.store.ClickHouseException;
import datalayer.venue.VenueUnavailableException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request: who may come in, what is asked, what is said. */
final class ControlHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(ControlHandler.class);
  private static final int BUFFER = 1 << 16;

  private final Gatekeeper gatekeeper;
  private final List<Route> routes;
  private final Limits limits;
  private final SlowClients clients;
  private final Metrics metrics;

  ControlHandler(
      Gatekeeper gatekeeper,
      List<Route> routes,
      Limits limits,
      SlowClients clients,
      Metrics metrics) {
    this.gatekeeper = gatekeeper;
    this.routes = routes;
    this.limits = limits;
    this.clients = clients;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    // Work may take longer than a client may be idle; bytes that do not move still end it.
    request.addIdleTimeoutListener(timeout -> false);
    clients.busy(request.getConnectionMetaData().getConnection());
    try {
      say(answer(request, response), response);
      callback.succeeded();
    } catch (IOException | RuntimeException e) {
      LOG.atDebug().setCause(e).log("an answer was not taken");
      callback.failed(e);
    } finally {
      metrics.answered(method(request), response.getStatus());
      clients.idle(request.getConnectionMetaData().getConnection());
    }
    return true;
  }

  private Answer answer(Request request, Response response) {
    try {
      return route(request, response);
    } catch (RefusedException e) {
      return new Answer.Document(e.problem().status(), e.problem());
    } catch (ControlException e) {
      return problem(e);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("path", path(request)).setCause(e).log("a request failed");
      return new Answer.Document(
          500,
          new Problem(
              500,
              "Our fault",
              "the request failed unexpectedly (%s)".formatted(e.getClass().getSimpleName()),
              "The log of the process says more."));
    }
  }

  private Answer route(Request request, Response response) throws RefusedException {
    gatekeeper.requireNoPage(request.getHeaders());
    String path = path(request);
    if (path.startsWith("/api") || path.equals(Routes.METRICS)) {
      gatekeeper.requireToken(request.getHeaders());
    }
    List<Route> there = routes.stream().filter(r -> r.match(path).isPresent()).toList();
    Optional<Route> route =
        there.stream().filter(r -> r.method().equals(request.getMethod())).findFirst();
    if (there.isEmpty()) {
      throw unknown(path);
    }
    if (route.isEmpty()) {
      String allowed = there.stream().map(Route::method).sorted().collect(Collectors.joining(", "));
      response.getHeaders().put(HttpHeader.ALLOW, allowed);
      throw wrongMethod(request.getMethod(), path, allowed);
    }
    if (request.getMethod().equals("POST")) {
      gatekeeper.requireJson(request.getHeaders());
    }
    Exchange exchange = new Exchange(request, route.get().match(path).orElseThrow(), limits);
    exchange.allowOnly(route.get().parameters());
    return route.get().action().answer(exchange);
  }

  private void say(Answer answer, Response response) throws IOException {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    switch (answer) {
      case Answer.Done() -> response.setStatus(204);
      case Answer.Text(int status, String type, String text) ->
          write(response, status, type, text.getBytes(StandardCharsets.UTF_8));
      case Answer.Document(int status, Problem problem) -> say(problem, status, response);
      case Answer.Document(int status, Object value) ->
          write(response, status, "application/json", Documents.write(value));
      case Answer.Stream(String type, Answer.Body body) -> stream(response, type, body);
    }
  }

  private void stream(Response response, String type, Answer.Body body) throws IOException {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(response), BUFFER);
    try {
      body.write(out);
    } catch (ControlException e) {
      if (response.isCommitted()) {
        // Half an answer was sent as if all were well; only a cut connection takes that back.
        throw e;
      }
      response.reset();
      say(problem(e), response);
      return;
    }
    out.close();
  }

  private static void say(Problem problem, int status, Response response) throws IOException {
    switch (status) {
      case 401 -> response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
      case 408, 413 -> response.getHeaders().put(HttpHeader.CONNECTION, "close");
      case 503 -> response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
      default -> {}
    }
    write(response, status, Problem.TYPE, Documents.write(problem));
  }

  private static void write(Response response, int status, String type, byte[] bytes)
      throws IOException {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    Content.Sink.write(response, true, ByteBuffer.wrap(bytes));
  }

  private static Answer problem(ControlException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof PlanDriftedException drifted) {
      return new Answer.Document(
          409, new Problem(409, "Plan drifted", message, "", drifted.fresh()));
    }
    boolean away =
        e.getCause() instanceof VenueUnavailableException
            || e.getCause() instanceof LedgerException
            || (e.getCause() instanceof ClickHouseException c && c.isPassing());
    return away
        ? new Answer.Document(503, new Problem(503, "Something is away", message, ""))
        : new Answer.Document(409, new Problem(409, "Cannot be done", message, ""));
  }

  private static RefusedException unknown(String path) {
    boolean other = path.startsWith("/api") && !path.startsWith(Routes.PREFIX + "/");
    return new RefusedException(
        404,
        "No such address",
        "there is no %s here".formatted(Gatekeeper.visible(path)),
        other
            ? "This version speaks %s.".formatted(Routes.PREFIX)
            : "There are /livez, /readyz, /metrics and %s/….".formatted(Routes.PREFIX));
  }

  private static RefusedException wrongMethod(String method, String path, String allowed) {
    return new RefusedException(
        405,
        "Wrong method",
        "%s is not for %s".formatted(Gatekeeper.visible(method), Gatekeeper.visible(path)),
        "Use %s.".formatted(allowed));
  }

  /** As it was sent, undecoded: no address of ours needs an escape. */
  private static String path(Request request) {
    return String.valueOf(request.getHttpURI().getPath());
  }

  private static String method(Request request) {
    return switch (request.getMethod()) {
      case "GET", "POST" -> request.getMethod();
      default -> "other";
    };
  }
}
