package datalayer.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.app.config.ClickHouseSettings.Server;
import datalayer.app.config.VenueSettings.Addresses;
import datalayer.ledger.LedgerAddress;
import datalayer.venue.binance.BinanceAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The defaults of every settings record, and every variable in its place. */
final class SettingsTest {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  /** Every variable, each with a value that is not its default. */
  private static final Map<String, String> ALL =
      Map.ofEntries(
          Map.entry("CLICKHOUSE__HOST", "ch.example"),
          Map.entry("CLICKHOUSE__PORT", "8443"),
          Map.entry("CLICKHOUSE__SECURE", "true"),
          Map.entry("CLICKHOUSE__DATABASE", "markets"),
          Map.entry("CLICKHOUSE__USERNAME", "collector"),
          Map.entry("CLICKHOUSE__PASSWORD", "007"),
          Map.entry("CLICKHOUSE__CONNECTION_POOL_MAXSIZE", "32"),
          Map.entry("CLICKHOUSE__SERVICE_POOL_SIZE", "8"),
          Map.entry("REDIS__HOST", "redis.example"),
          Map.entry("REDIS__PORT", "6380"),
          Map.entry("REDIS__PASSWORD", "yes: x"),
          Map.entry("OPERATIONS__URL", "jdbc:postgresql://pg.example/work"),
          Map.entry("OPERATIONS__USERNAME", "worker"),
          Map.entry("OPERATIONS__PASSWORD", " # [a, b] "),
          Map.entry("WORKER__MAX_CONCURRENT_BACKFILLS", "2"),
          Map.entry("CONTROL__PORT", "9001"),
          Map.entry("DATALAYER__TOKEN", TOKEN),
          Map.entry("BRIDGE__PORT", "9002"),
          Map.entry("ENGINE__PORT", "9003"),
          Map.entry("NETWORK_CLIENT__LIMIT", "64"),
          Map.entry("NETWORK_CLIENT__DOWNLOAD_CONCURRENCY", "6"),
          Map.entry("BINANCE__SPOT_REST_URL", "http://127.0.0.1:1/spot"),
          Map.entry("BINANCE__SPOT_WS_URL", "ws://127.0.0.1:2"),
          Map.entry("BINANCE__FUTURES_REST_URL", "http://127.0.0.1:3/"),
          Map.entry("BINANCE__FUTURES_WS_URL", "ws://127.0.0.1:4"),
          Map.entry("BINANCE__ARCHIVE_URL", "http://127.0.0.1:5"),
          Map.entry("BINANCE__ARCHIVE_LISTING_URL", "http://127.0.0.1:6/bucket/"),
          Map.entry("BYBIT__REST_URL", "http://127.0.0.1:7"),
          Map.entry("BYBIT__WS_URL", "ws://127.0.0.1:8"),
          Map.entry("BYBIT__ARCHIVE_URL", "http://127.0.0.1:9"),
          Map.entry("OKX__REST_URL", "http://127.0.0.1:10"),
          Map.entry("OKX__WS_URL", "wss://okx.example"),
          Map.entry("OKX__ARCHIVE_URL", "http://127.0.0.1:11"),
          Map.entry("ALTERNATIVE__URL", "http://[::1]:12"));

  @TempDir Path temp;

  @Test
  void theMapAboveHasEveryVariable() {
    assertThat(ALL.keySet()).containsExactlyInAnyOrderElementsOf(Variable.names());
    assertThat(Variable.values()).noneMatch(v -> v.byDefault().equals(ALL.get(v.name())));
  }

  @Test
  void clickHouse() {
    assertThat(read(Map.of()).clickHouse())
        .isEqualTo(new ClickHouseSettings(Optional.empty(), "analytics", 16, 4));
    assertThat(read(Map.of("CLICKHOUSE__HOST", "h")).clickHouse().server())
        .contains(new Server("h", 8123, "default", Secret.NONE));
    assertThat(read(ALL).clickHouse())
        .isEqualTo(
            new ClickHouseSettings(
                Optional.of(new Server("ch.example", 8443, "collector", new Secret("007"))),
                "markets",
                32,
                8));
  }

  @Test
  void redis() {
    assertThat(read(Map.of()).redis()).isEmpty();
    assertThat(read(Map.of("REDIS__HOST", "h")).redis())
        .contains(new RedisSettings("h", 6379, Secret.NONE));
    assertThat(read(ALL).redis())
        .contains(new RedisSettings("redis.example", 6380, new Secret("yes: x")));
  }

  @Test
  void operations() {
    assertThat(read(Map.of()).operations()).isEmpty();
    assertThat(read(Map.of("OPERATIONS__URL", "jdbc:h2:mem:x")).operations())
        .contains(new OperationsSettings("jdbc:h2:mem:x", "datalayer", Secret.NONE));
    assertThat(read(ALL).operations())
        .contains(
            new OperationsSettings(
                "jdbc:postgresql://pg.example/work", "worker", new Secret(" # [a, b] ")));
  }

  @Test
  void engine() {
    assertThat(read(Map.of()).engine()).isEqualTo(new EngineSettings(0));
    assertThat(read(ALL).engine()).isEqualTo(new EngineSettings(9003));
    assertThat(read(ALL).engine().options(temp).port()).isEqualTo(9003);
  }

  @Test
  void control() {
    assertThat(read(Map.of()).control()).isEqualTo(new ControlSettings(8088, Secret.NONE));
    assertThat(read(ALL).control()).isEqualTo(new ControlSettings(9001, new Secret(TOKEN)));
  }

  @Test
  void bridge() {
    assertThat(read(Map.of()).bridge()).isEqualTo(new BridgeSettings(8765));
    assertThat(read(ALL).bridge()).isEqualTo(new BridgeSettings(9002));
  }

  @Test
  void worker() {
    assertThat(read(Map.of()).worker()).isEqualTo(new WorkerSettings(4));
    assertThat(read(ALL).worker()).isEqualTo(new WorkerSettings(2));
  }

  @Test
  void network() {
    assertThat(read(Map.of()).network()).isEqualTo(new NetworkSettings(16, 4));
    assertThat(read(ALL).network()).isEqualTo(new NetworkSettings(64, 6));
  }

  @Test
  void venues() {
    VenueSettings defaults = read(Map.of()).venues();
    assertThat(defaults.binance()).isEqualTo(BinanceAddresses.defaults());
    assertThat(defaults.bybit())
        .isEqualTo(
            addresses(
                "https://api.bybit.com", "wss://stream.bybit.com", "https://public.bybit.com"));
    assertThat(defaults.okx())
        .isEqualTo(
            addresses("https://www.okx.com", "wss://ws.okx.com:8443", "https://static.okx.com"));
    assertThat(defaults.alternative()).isEqualTo(URI.create("https://api.alternative.me"));

    assertThat(read(ALL).venues())
        .isEqualTo(
            new VenueSettings(
                new BinanceAddresses(
                    URI.create("http://127.0.0.1:1/spot"),
                    URI.create("ws://127.0.0.1:2"),
                    URI.create("http://127.0.0.1:3"),
                    URI.create("ws://127.0.0.1:4"),
                    URI.create("http://127.0.0.1:5"),
                    URI.create("http://127.0.0.1:6/bucket")),
                addresses("http://127.0.0.1:7", "ws://127.0.0.1:8", "http://127.0.0.1:9"),
                addresses("http://127.0.0.1:10", "wss://okx.example", "http://127.0.0.1:11"),
                URI.create("http://[::1]:12")));
  }

  @Test
  void anArchiveElsewhereHasNoListingUnlessOneIsNamed() {
    String archive = "BINANCE__ARCHIVE_URL";
    String listing = "BINANCE__ARCHIVE_LISTING_URL";
    assertThat(listing(Map.of(archive, "http://mirror.example"))).isNull();
    assertThat(listing(Map.of(archive, "http://mirror.example", listing, "http://bucket.example")))
        .isEqualTo(URI.create("http://bucket.example"));
    assertThat(listing(Map.of(listing, ""))).isNull();
    assertThat(listing(Map.of(archive, "")))
        .isEqualTo(BinanceAddresses.defaults().archiveListing());
  }

  private @Nullable URI listing(Map<String, String> variables) {
    return read(variables).venues().binance().archiveListing();
  }

  @Test
  void secretsAreInNoText() {
    assertThat(read(ALL).toString())
        .contains("***")
        .doesNotContain("007", "yes: x", "[a, b]", TOKEN);
  }

  @Test
  void theLedgerIsAFileUnlessADatabaseIsNamed() {
    assertThat(read(Map.of()).ledger(temp)).isEqualTo(LedgerAddress.inDirectory(temp));
    assertThat(read(ALL).ledger(temp))
        .isEqualTo(new LedgerAddress("jdbc:postgresql://pg.example/work", "worker", " # [a, b] "));
  }

  @Test
  void aServersAddressHasItsSchemeFromThePort() {
    assertThat(endpoint("ch.example", 8443)).isEqualTo("https://ch.example:8443");
    assertThat(endpoint("ch.example", 8123)).isEqualTo("http://ch.example:8123");
    assertThat(endpoint("::1", 8123)).isEqualTo("http://[::1]:8123");
  }

  @Test
  void aServerSpeaksTlsOnAnyPortWhenItIsSaid() {
    assertThat(endpoint(Map.of("CLICKHOUSE__PORT", "9443", "CLICKHOUSE__SECURE", "true")))
        .isEqualTo("https://h:9443");
    assertThat(endpoint(Map.of("CLICKHOUSE__PORT", "8443", "CLICKHOUSE__SECURE", "false")))
        .isEqualTo("http://h:8443");
  }

  private String endpoint(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("CLICKHOUSE__HOST", "h");
    return read(variables).clickHouse().server().orElseThrow().address("d").endpoint().toString();
  }

  private static String endpoint(String host, int port) {
    return new Server(host, port, "u", Secret.NONE).address("d").endpoint().toString();
  }

  @Test
  void nothingBehindAVariableIsItsDefault() {
    Map<String, String> empty = new HashMap<>();
    Variable.names().forEach(name -> empty.put(name, ""));
    empty.remove("BINANCE__ARCHIVE_LISTING_URL");
    assertThat(read(empty)).isEqualTo(read(Map.of()));
  }

  @Test
  void whatHasNoEffectIsRemarked() {
    assertThat(read(Map.of("CLICKHOUSE__PASSWORD", "s3cret", "REDIS__PORT", "1")).remarks())
        .containsExactly(
            "environment variable CLICKHOUSE__PASSWORD has no effect without CLICKHOUSE__HOST.",
            "environment variable REDIS__PORT has no effect without REDIS__HOST.");
    assertThat(read(ALL).remarks()).isEmpty();
  }

  private Settings read(Map<String, String> variables) {
    return Settings.read(variables, temp, temp);
  }

  private static Addresses addresses(String rest, String stream, String archive) {
    return new Addresses(URI.create(rest), URI.create(stream), URI.create(archive));
  }
}
