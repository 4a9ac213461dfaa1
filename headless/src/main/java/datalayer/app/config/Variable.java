package datalayer.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every variable that configures the system, named as it is written in the environment and in
 * {@code .env}, with the value it has when nobody sets it. A default of no characters means:
 * absent.
 */
public enum Variable {
  /** A ClickHouse server; the embedded engine without one. */
  CLICKHOUSE__HOST(""),
  /** The port of its HTTP interface; 443 and 8443 are spoken to over TLS. */
  CLICKHOUSE__PORT("8123"),
  /**
   * Whether it is spoken to over TLS, {@code true} or {@code false}; the port tells without one.
   */
  CLICKHOUSE__SECURE(""),
  CLICKHOUSE__DATABASE("analytics"),
  CLICKHOUSE__USERNAME("default"),
  CLICKHOUSE__PASSWORD("", true),
  /** Connections to ClickHouse at once. */
  CLICKHOUSE__CONNECTION_POOL_MAXSIZE("16"),
  /** Inserts into ClickHouse at once. */
  CLICKHOUSE__SERVICE_POOL_SIZE("4"),
  /** Where live bars are published; in process only without one. */
  REDIS__HOST(""),
  REDIS__PORT("6379"),
  REDIS__PASSWORD("", true),
  /** A JDBC address of PostgreSQL or H2; an H2 file in the data directory without one. */
  OPERATIONS__URL(""),
  OPERATIONS__USERNAME("datalayer"),
  OPERATIONS__PASSWORD("", true),
  /** Backfills that run at once; the others wait. */
  WORKER__MAX_CONCURRENT_BACKFILLS("4"),
  /** The loopback port of the control API, 0 for any free one. */
  CONTROL__PORT("8088"),
  /** The token of the control API; a new one with every start without it. */
  DATALAYER__TOKEN("", true),
  /** The port of the WebSocket bridge, 0 for any free one. */
  BRIDGE__PORT("8765"),
  /** The loopback port of the embedded engine, 0 for any free one. */
  ENGINE__PORT("0"),
  /** Requests to venues that may be under way at once. */
  NETWORK_CLIENT__LIMIT("16"),
  /** Archive files that are downloaded at once. */
  NETWORK_CLIENT__DOWNLOAD_CONCURRENCY("4"),
  BINANCE__SPOT_REST_URL("https://data-api.binance.vision"),
  BINANCE__SPOT_WS_URL("wss://data-stream.binance.vision"),
  BINANCE__FUTURES_REST_URL("https://fapi.binance.com"),
  BINANCE__FUTURES_WS_URL("wss://fstream.binance.com"),
  BINANCE__ARCHIVE_URL("https://data.binance.vision"),
  /** The archive bucket's listing; set to nothing, files are asked for by name. */
  BINANCE__ARCHIVE_LISTING_URL("https://s3-ap-northeast-1.amazonaws.com/data.binance.vision"),
  BYBIT__REST_URL("https://api.bybit.com"),
  BYBIT__WS_URL("wss://stream.bybit.com"),
  BYBIT__ARCHIVE_URL("https://public.bybit.com"),
  OKX__REST_URL("https://www.okx.com"),
  OKX__WS_URL("wss://ws.okx.com:8443"),
  OKX__ARCHIVE_URL("https://static.okx.com"),
  /** Where the Fear &amp; Greed index is read. */
  ALTERNATIVE__URL("https://api.alternative.me");

  private static final List<String> NAMES = Arrays.stream(values()).map(Variable::name).toList();

  private final String byDefault;
  private final boolean secret;

  Variable(String byDefault) {
    this(byDefault, false);
  }

  Variable(String byDefault, boolean secret) {
    this.byDefault = byDefault;
    this.secret = secret;
  }

  /** The value when nobody sets one; empty for none. */
  public String byDefault() {
    return byDefault;
  }

  /** Whether the value must never be shown. */
  public boolean isSecret() {
    return secret;
  }

  /** The names of all variables. */
  public static List<String> names() {
    return NAMES;
  }

  /** The variable of this name, in exactly this case. */
  static Optional<Variable> named(String name) {
    return NAMES.contains(name) ? Optional.of(valueOf(name)) : Optional.empty();
  }

  /** Whether a name starts like one of ours, in any case, so that it can only be meant for us. */
  static boolean startsLikeOurs(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return NAMES.stream().anyMatch(known -> upper.startsWith(prefix(known)));
  }

  private static String prefix(String name) {
    return name.substring(0, name.indexOf("__") + 2);
  }
}
