package datalayer.venue.binance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import datalayer.market.Timeframe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Both of Binance's markets on loopback, as far as a test of the adapter needs them: which bars
 * there are is known, weights are counted by the fixed minute, and whatever should not have been
 * sent is written down.
 */
final class TrueVenue implements AutoCloseable {

  private static final int ROWS = 1_000;

  final NavigableSet<Long> opens = new TreeSet<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> violations = new CopyOnWriteArrayList<>();
  final Deque<Reply> scripted = new ArrayDeque<>();
  volatile long limit = 6_000;

  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Count> counts = Map.of("api", new Count(), "fapi", new Count());

  /** What a market counted. */
  private static final class Count {
    long minute;
    long used;
    long bannedUntil;
  }

  /**
   * An answer instead of the true one.
   *
   * @param path it is for, or "" for any
   */
  record Reply(String path, int status, Map<String, String> headers, String body) {
    static Reply of(int status, String body) {
      return new Reply("/klines", status, Map.of(), body);
    }
  }

  TrueVenue(InstantSource clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next answer to a question for bars. */
  synchronized void next(int status, String body) {
    scripted.add(Reply.of(status, body));
  }

  synchronized void next(Reply reply) {
    scripted.add(reply);
  }

  /** Questions for bars that came so far. */
  List<String> askedForBars() {
    return asked.stream().filter(line -> line.contains("/klines")).toList();
  }

  /** A row as Binance writes it. */
  static String row(long open, Timeframe timeframe) {
    return "[%d,\"%d.10\",\"%d.20\",\"%d.00\",\"%d.15\",\"1.5\",%d,\"2.5\",7,\"0.5\",\"0.25\",\"0\"]"
        .formatted(
            open,
            open / 60_000,
            open / 60_000,
            open / 60_000,
            open / 60_000,
            open + timeframe.millis() - 1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Map<String, String> query = query(exchange.getRequestURI());
      Reply reply = reply(path, query, exchange.getRequestURI().toString());
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("X-MBX-USED-WEIGHT-1M", Long.toString(used(path)));
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized long used(String path) {
    return count(path).used;
  }

  private Count count(String path) {
    return Objects.requireNonNull(counts.get(path.split("/", -1)[1]));
  }

  private synchronized Reply reply(String path, Map<String, String> query, String line) {
    asked.add(line);
    long now = clock.millis();
    Count count = count(path);
    if (now < count.bannedUntil) {
      violations.add("during a ban: " + line);
    }
    if (now / 60_000 != count.minute) {
      count.minute = now / 60_000;
      count.used = 0;
    }
    count.used += weight(path, query);
    if (count.used > limit) {
      violations.add("over the limit (" + count.used + "): " + line);
      return Reply.of(429, "{\"code\":-1003,\"msg\":\"Too much request weight used\"}");
    }
    Reply scriptedReply = scripted(path);
    return scriptedReply == null ? truth(path, query, now) : scriptedReply;
  }

  private @Nullable Reply scripted(String path) {
    Reply first = scripted.peekFirst();
    if (first == null || !path.endsWith(first.path())) {
      return null;
    }
    scripted.removeFirst();
    if (first.status() == 418) {
      count(path).bannedUntil =
          clock.millis()
              + Long.parseLong(first.headers().getOrDefault("Retry-After", "120")) * 1_000;
    }
    return first;
  }

  private Reply truth(String path, Map<String, String> query, long now) {
    if (path.endsWith("/time")) {
      return Reply.of(200, "{\"serverTime\":%d}".formatted(now));
    }
    if (path.endsWith("/exchangeInfo")) {
      return Reply.of(
          200,
          "{\"serverTime\":%d,\"rateLimits\":[{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":%d}],\"symbols\":[]}"
              .formatted(now, limit));
    }
    return Reply.of(200, bars(query, now));
  }

  private String bars(Map<String, String> query, long now) {
    long step = Timeframe.parse(query.getOrDefault("interval", "1m")).millis();
    long from = Long.parseLong(query.getOrDefault("startTime", "0"));
    long to = Math.min(now, Long.parseLong(query.getOrDefault("endTime", Long.toString(now))));
    int most = Math.min(ROWS, Integer.parseInt(query.getOrDefault("limit", "500")));
    List<String> rows =
        from > to
            ? List.of()
            : opens.subSet(from, true, to, true).stream()
                .limit(most)
                .map(open -> row(open, step == 60_000 ? Timeframe.M1 : Timeframe.H1))
                .toList();
    return "[" + String.join(",", rows) + "]";
  }

  private static int weight(String path, Map<String, String> query) {
    boolean spot = path.startsWith("/api");
    if (path.endsWith("/time")) {
      return 1;
    }
    if (path.endsWith("/exchangeInfo")) {
      return spot ? 20 : 1;
    }
    int rows = Integer.parseInt(query.getOrDefault("limit", "500"));
    return spot ? 2 : rows < 100 ? 1 : rows < 500 ? 2 : rows <= 1_000 ? 5 : 10;
  }

  private static Map<String, String> query(URI address) {
    Map<String, String> query = new HashMap<>();
    String text = address.getRawQuery() == null ? "" : address.getRawQuery();
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        query.put(
            part.substring(0, equals),
            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
