package datalayer.store.engine;

import org.junit.jupiter.api.AfterAll;

/** The embedded engine keeps ClickHouse's HTTP protocol. */
final class EngineProtocolTest implements RequestContract, InsertContract, StreamContract {

  private static final EngineHttp CLICK_HOUSE = ClickHouseUnderTest.embedded().http();

  @Override
  public EngineHttp clickHouse() {
    return CLICK_HOUSE;
  }

  @AfterAll
  static void close() {
    CLICK_HOUSE.close();
  }
}
