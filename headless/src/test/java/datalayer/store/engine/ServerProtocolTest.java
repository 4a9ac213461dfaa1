package datalayer.store.engine;

import org.junit.jupiter.api.BeforeAll;

/** A real server, where one is given, keeps the same contracts that the embedded engine does. */
final class ServerProtocolTest implements RequestContract, InsertContract, StreamContract {

  @BeforeAll
  static void needsAServer() {
    ClickHouseUnderTest.server();
  }

  @Override
  public EngineHttp clickHouse() {
    return ClickHouseUnderTest.server().http();
  }
}
