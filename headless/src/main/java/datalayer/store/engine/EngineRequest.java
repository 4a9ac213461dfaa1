package datalayer.store.engine;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client asked for beside the statement's text: ClickHouse's URL parameters and headers. */
final class EngineRequest {

  /** Parameters that are no settings. */
  private static final Set<String> RESERVED =
      Set.of(
          "query",
          "database",
          "default_format",
          "query_id",
          "session_id",
          "session_timeout",
          "session_check",
          "close_session",
          "user",
          "password",
          "quota_key",
          "role",
          "compress",
          "decompress",
          "buffer_size",
          "wait_end_of_query",
          "http_native_compression_disable_checksumming_on_decompress",
          "stacktrace",
          "client_protocol_version",
          "enable_http_compression",
          "_");

  private final HttpExchange exchange;
  private final Map<String, String> url;
  private final QueryId queryId;

  EngineRequest(HttpExchange exchange) {
    this.exchange = exchange;
    this.url = parse(exchange.getRequestURI().getRawQuery());
    this.queryId = new QueryId(parameter("query_id").orElseGet(() -> UUID.randomUUID().toString()));
  }

  /** The client's id for the statement, or a new one. */
  QueryId queryId() {
    return queryId;
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  boolean reads() {
    return exchange.getRequestMethod().equals("GET") || exchange.getRequestMethod().equals("HEAD");
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(url.get(name)).filter(value -> !value.isEmpty());
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
        .filter(value -> !value.isEmpty());
  }

  boolean flag(String name) {
    return parameter(name)
        .filter(value -> !value.equals("0") && !value.equals("false"))
        .isPresent();
  }

  /** The text of the URL's {@code query}, with the line end that ClickHouse puts behind it. */
  String queryInUrl() {
    return parameter("query").map(query -> query + "\n").orElse("");
  }

  Optional<String> database() {
    return parameter("database").or(() -> header("X-ClickHouse-Database"));
  }

  Optional<String> format() {
    return header("X-ClickHouse-Format").or(() -> parameter("default_format"));
  }

  /** Values bound to {@code {name:Type}}, escaped as the client sent them. */
  Map<String, String> bound() {
    Map<String, String> bound = new LinkedHashMap<>();
    url.forEach((name, value) -> {
      if (name.startsWith("param_")) {
        bound.put(name.substring("param_".length()), value);
      }
    });
    return bound;
  }

  /** Settings for this statement alone. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    url.forEach((name, value) -> {
      if (!RESERVED.contains(name) && !name.startsWith("param_")) {
        settings.put(name, value);
      }
    });
    return settings;
  }

  private static Map<String, String> parse(@Nullable String raw) {
    Map<String, String> parsed = new LinkedHashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!name.isEmpty()) {
        parsed.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return parsed;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
