package datalayer.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * As much of Binance's futures REST on loopback as a client needs to page through bars: {@code
 * klines} with its limits, {@code exchangeInfo}, {@code time} and {@code ping}. It adds no delay.
 */
final class FuturesRest implements AutoCloseable {

  private static final int DEFAULT_LIMIT = 500;
  private static final int LARGEST_LIMIT = 1500;

  private final Map<String, NavigableMap<Long, String>> rows = new TreeMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong weight = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();

  /**
   * What was served so far.
   *
   * @param weight as Binance's futures market counts it
   * @param seconds in which answers were made and written, added up
   */
  record Served(long requests, long weight, double seconds) {

    Served since(Served before) {
      return new Served(
          requests - before.requests, weight - before.weight, seconds - before.seconds);
    }
  }

  /** Serves the rows of monthly zips. */
  FuturesRest(List<Path> zips) throws IOException {
    for (Path zip : zips) {
      String name = String.valueOf(zip.getFileName());
      NavigableMap<Long, String> of =
          rows.computeIfAbsent(name.substring(0, name.indexOf('-')), s -> new TreeMap<>());
      Months.text(zip)
          .lines()
          .filter(line -> Character.isDigit(line.charAt(0)))
          .forEach(
              line -> of.put(Long.parseLong(line.substring(0, line.indexOf(','))), json(line)));
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/fapi/v1/klines", e -> send(e, this::bars));
    server.createContext("/fapi/v1/exchangeInfo", e -> send(e, q -> exchangeInfo()));
    server.createContext("/fapi/v1/time", e -> send(e, q -> "{\"serverTime\":1795305600000}"));
    server.createContext("/fapi/v1/ping", e -> send(e, q -> "{}"));
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Served served() {
    return new Served(requests.get(), weight.get(), nanos.get() / 1e9);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  @FunctionalInterface
  private interface Handler {
    String answer(Map<String, String> query);
  }

  private void send(HttpExchange exchange, Handler handler) throws IOException {
    long start = System.nanoTime();
    requests.incrementAndGet();
    try (exchange) {
      Map<String, String> query = new HashMap<>();
      String text = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
      for (String part : text.split("&", -1)) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          query.put(part.substring(0, equals), part.substring(equals + 1));
        }
      }
      byte[] body = handler.answer(query).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      weight.addAndGet(weight(exchange.getRequestURI().getPath(), query));
    } finally {
      nanos.addAndGet(System.nanoTime() - start);
    }
  }

  private static int weight(String path, Map<String, String> query) {
    if (!path.endsWith("/klines")) {
      return 1;
    }
    int limit = Integer.parseInt(query.getOrDefault("limit", String.valueOf(DEFAULT_LIMIT)));
    return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
  }

  /** Ascending from {@code startTime} inclusive; without one, the newest. */
  private String bars(Map<String, String> query) {
    int limit =
        Math.min(
            LARGEST_LIMIT,
            Integer.parseInt(query.getOrDefault("limit", String.valueOf(DEFAULT_LIMIT))));
    NavigableMap<Long, String> of =
        rows.getOrDefault(query.getOrDefault("symbol", ""), new TreeMap<>());
    long to = Long.parseLong(query.getOrDefault("endTime", String.valueOf(Long.MAX_VALUE)));
    String from = query.get("startTime");
    if (from == null) {
      List<String> newest =
          of.headMap(to, true).descendingMap().values().stream().limit(limit).toList();
      return "[" + String.join(",", newest.reversed()) + "]";
    }
    return of.tailMap(Long.parseLong(from), true).headMap(to, true).values().stream()
        .limit(limit)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String json(String line) {
    String[] c = line.split(",", -1);
    return "[%s,\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",%s,\"%s\",%s,\"%s\",\"%s\",\"0\"]"
        .formatted((Object[]) Arrays.copyOf(c, 11));
  }

  private String exchangeInfo() {
    return rows.keySet().stream()
        .map(FuturesRest::symbol)
        .collect(
            Collectors.joining(
                ",",
                "{\"timezone\":\"UTC\",\"serverTime\":1795305600000,\"rateLimits\":[{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":2400}],\"symbols\":[",
                "]}"));
  }

  private static String symbol(String symbol) {
    return """
    {"symbol":"%s","pair":"%s","contractType":"PERPETUAL","deliveryDate":4133404800000,\
    "onboardDate":1569398400000,"status":"TRADING","baseAsset":"%s","quoteAsset":"USDT",\
    "marginAsset":"USDT","pricePrecision":4,"quantityPrecision":1,"baseAssetPrecision":8,\
    "quotePrecision":8,"underlyingType":"COIN","orderTypes":["LIMIT","MARKET"],"timeInForce":["GTC"],\
    "filters":[{"filterType":"PRICE_FILTER","minPrice":"0.0001","maxPrice":"2000","tickSize":"0.0001"},\
    {"filterType":"LOT_SIZE","minQty":"0.1","maxQty":"10000000","stepSize":"0.1"},\
    {"filterType":"MARKET_LOT_SIZE","minQty":"0.1","maxQty":"2000000","stepSize":"0.1"},\
    {"filterType":"MIN_NOTIONAL","notional":"5"}]}\
    """
        .formatted(symbol, symbol, symbol.substring(0, symbol.length() - "USDT".length()));
  }
}
