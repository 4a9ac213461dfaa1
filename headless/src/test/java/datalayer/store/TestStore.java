package datalayer.store;

import datalayer.store.engine.EngineProcess;
import datalayer.store.engine.TestEngine;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/**
 * A migrated database of a test's own: on the server that {@code CLICKHOUSE__HOST} names, or on the
 * embedded engine.
 */
public final class TestStore {

  private TestStore() {}

  /** A fresh database with every migration applied. */
  public static ClickHouse migrated() {
    ClickHouse clickHouse = empty();
    new StoreMigrations(clickHouse, InstantSource.system()).apply();
    return clickHouse;
  }

  /** A name for a database that does not exist yet. */
  public static ClickHouse empty() {
    return new ClickHouse(address(TestEngine.freshDatabase()), 8);
  }

  /** Where tests find ClickHouse. */
  public static ClickHouseAddress address(String database) {
    Map<String, String> environment = System.getenv();
    String host = environment.getOrDefault("CLICKHOUSE__HOST", "");
    if (!host.isBlank()) {
      String port = environment.getOrDefault("CLICKHOUSE__PORT", "8123");
      return new ClickHouseAddress(
          URI.create("http://" + host + ":" + port),
          environment.getOrDefault("CLICKHOUSE__USERNAME", "default"),
          environment.getOrDefault("CLICKHOUSE__PASSWORD", ""),
          database,
          host);
    }
    EngineProcess engine = TestEngine.shared();
    return new ClickHouseAddress(
        engine.endpoint(), "default", engine.token(), database, "embedded");
  }
}
