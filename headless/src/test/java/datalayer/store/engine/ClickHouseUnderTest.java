package datalayer.store.engine;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A ClickHouse that a contract is held against: the embedded engine, or a server that the
 * environment names, so that what holds for one holds for both.
 *
 * @param endpoint where it serves HTTP
 * @param user who asks
 * @param password of that user
 */
record ClickHouseUnderTest(URI endpoint, String user, String password) {

  static ClickHouseUnderTest embedded() {
    EngineProcess engine = TestEngine.shared();
    return new ClickHouseUnderTest(engine.endpoint(), Gate.USER, engine.token());
  }

  /** The server of {@code CLICKHOUSE__HOST}; without one the test is skipped, saying so. */
  static ClickHouseUnderTest server() {
    @Nullable String host = System.getenv("CLICKHOUSE__HOST");
    Assumptions.assumeTrue(
        host != null && !host.isEmpty(),
        "not run against a ClickHouse server: CLICKHOUSE__HOST is not set");
    return new ClickHouseUnderTest(
        URI.create("http://" + host + ":" + variable("CLICKHOUSE__PORT", "8123")),
        variable("CLICKHOUSE__USERNAME", "default"),
        variable("CLICKHOUSE__PASSWORD", ""));
  }

  EngineHttp http() {
    return new EngineHttp(endpoint, user, password);
  }

  private static String variable(String name, String otherwise) {
    @Nullable String value = System.getenv(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }
}
