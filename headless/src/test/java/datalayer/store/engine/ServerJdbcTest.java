package datalayer.store.engine;

import org.junit.jupiter.api.BeforeAll;

/** The same against a real server, where one is given. */
final class ServerJdbcTest implements JdbcContract {

  @BeforeAll
  static void needsAServer() {
    ClickHouseUnderTest.server();
  }

  @Override
  public ClickHouseUnderTest server() {
    return ClickHouseUnderTest.server();
  }
}
