package datalayer.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be wrong with variables, and what is then said. */
final class SettingsFaultsTest {

  @TempDir Path temp;

  /** A variable, its value, and what is said after {@code environment variable }. */
  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(
            "CLICKHOUSE__HOTS",
            "x",
            "CLICKHOUSE__HOTS is not known. Did you mean CLICKHOUSE__HOST?"),
        arguments(
            "clickhouse__host",
            "x",
            "clickhouse__host is not known. Did you mean CLICKHOUSE__HOST?"),
        arguments(
            "REDIS__CLUSTER_NODES",
            "x",
            "REDIS__CLUSTER_NODES is not known. The file .env.example names every variable."),
        arguments(
            "CLICKHOUSE__HOST",
            "http://ch.example:8123",
            "CLICKHOUSE__HOST is \"http://ch.example:8123\"; it must be a host name or an IP"
                + " address, without scheme and port."),
        arguments(
            "CLICKHOUSE__HOST",
            "ch.example:8123",
            "CLICKHOUSE__HOST is \"ch.example:8123\"; it must be a host name or an IP address,"
                + " without scheme and port."),
        arguments(
            "CLICKHOUSE__DATABASE",
            "my-data; DROP",
            "CLICKHOUSE__DATABASE is \"my-data; DROP\"; it must be letters, digits and _, and not"
                + " start with a digit."),
        arguments(
            "CLICKHOUSE__CONNECTION_POOL_MAXSIZE",
            "0",
            "CLICKHOUSE__CONNECTION_POOL_MAXSIZE is \"0\"; it must be a whole number from 1 to"
                + " 1000."),
        arguments(
            "CLICKHOUSE__SERVICE_POOL_SIZE",
            "17",
            "CLICKHOUSE__SERVICE_POOL_SIZE is \"17\"; it must not be above"
                + " CLICKHOUSE__CONNECTION_POOL_MAXSIZE, which is 16."),
        arguments(
            "OPERATIONS__URL",
            "postgres://h/d",
            "OPERATIONS__URL is \"postgres://h/d\"; it must start with jdbc:postgresql: or jdbc:h2:,"
                + " for example jdbc:postgresql://host:5432/datalayer."),
        arguments(
            "OPERATIONS__URL",
            "jdbc:postgresql://h/d?password=hunter2",
            "OPERATIONS__URL has a password in it, where logs would show it. Move it to"
                + " OPERATIONS__PASSWORD."),
        arguments(
            "CONTROL__PORT",
            "65536",
            "CONTROL__PORT is \"65536\"; it must be a whole number from 0 to 65535."),
        arguments(
            "ENGINE__PORT",
            "99999999999",
            "ENGINE__PORT is \"99999999999\"; it must be a whole number from 0 to 65535."),
        arguments(
            "BRIDGE__PORT",
            "-1",
            "BRIDGE__PORT is \"-1\"; it must be a whole number from 0 to 65535."),
        arguments(
            "BRIDGE__PORT",
            "8088",
            "BRIDGE__PORT is \"8088\"; CONTROL__PORT is the same. Change one of them."),
        arguments(
            "ENGINE__PORT",
            "8765",
            "ENGINE__PORT is \"8765\"; BRIDGE__PORT is the same. Change one of them, or set"
                + " ENGINE__PORT to 0 for any free one."),
        arguments(
            "WORKER__MAX_CONCURRENT_BACKFILLS",
            "two",
            "WORKER__MAX_CONCURRENT_BACKFILLS is \"two\"; it must be a whole number from 1 to 64."),
        arguments(
            "NETWORK_CLIENT__DOWNLOAD_CONCURRENCY",
            "20",
            "NETWORK_CLIENT__DOWNLOAD_CONCURRENCY is \"20\"; it must not be above"
                + " NETWORK_CLIENT__LIMIT, which is 16."),
        arguments(
            "BINANCE__SPOT_REST_URL",
            "data-api.binance.vision",
            "BINANCE__SPOT_REST_URL is \"data-api.binance.vision\"; it must be an address like"
                + " https://host:port/path (http or https), without ? and #."),
        arguments(
            "BINANCE__SPOT_WS_URL",
            "https://stream.example",
            "BINANCE__SPOT_WS_URL is \"https://stream.example\"; it must be an address like"
                + " wss://host:port/path (ws or wss), without ? and #."),
        arguments(
            "OKX__REST_URL",
            "https://www.okx.com/?a=b",
            "OKX__REST_URL is \"https://www.okx.com/?a=b\"; it must be an address like"
                + " https://host:port/path (http or https), without ? and #."),
        arguments(
            "ALTERNATIVE__URL",
            "http://a b",
            "ALTERNATIVE__URL is \"http://a b\"; it must be an address like"
                + " https://host:port/path (http or https), without ? and #."),
        arguments(
            "BYBIT__REST_URL",
            "https://me:hunter2@proxy.example",
            "BYBIT__REST_URL has a user name or password in it. Venues' public data needs none."));
  }

  @ParameterizedTest(name = "{0}={1}")
  @MethodSource("faults")
  void everyFaultNamesTheVariableAndWhatIsAllowed(String name, String value, String said) {
    assertThat(problems(Map.of(name, value))).containsExactly("environment variable " + said);
  }

  @Test
  void theServersPortMatters() {
    assertThat(problems(Map.of("CLICKHOUSE__HOST", "h", "CLICKHOUSE__PORT", "http")))
        .containsExactly(
            "environment variable CLICKHOUSE__PORT is \"http\"; it must be a whole number from 1 to"
                + " 65535.");
  }

  @Test
  void otherProgramsVariablesAreTheirBusiness() {
    Map<String, String> others = Map.of("PATH", "/bin", "CLICKHOUSE_HOST", "x", "A__B", "c");
    assertThat(Settings.read(others, temp, temp).remarks()).isEmpty();
  }

  @Test
  void allFaultsAreNamedAtOnce() throws IOException {
    env(temp, "ENGINE__PROT=1", "BRIDGE__PORT=x");
    assertThat(problems(Map.of("CONTROL__PORT", "y")))
        .containsExactly(
            ".env line 1: ENGINE__PROT is not known. Did you mean ENGINE__PORT?",
            "environment variable CONTROL__PORT is \"y\"; it must be a whole number from 0 to"
                + " 65535.",
            ".env line 2: BRIDGE__PORT is \"x\"; it must be a whole number from 0 to 65535.");
  }

  private List<String> problems(Map<String, String> variables) {
    ConfigException failure =
        catchThrowableOfType(ConfigException.class, () -> Settings.read(variables, temp, temp));
    assertThat(failure.getMessage()).doesNotContain("hunter2");
    return failure.problems();
  }

  private static void env(Path folder, String... lines) throws IOException {
    Files.writeString(folder.resolve(".env"), String.join("\n", lines));
  }
}
