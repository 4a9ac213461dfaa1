package datalayer.store.engine;

/** ClickHouse's JavaScript client works unchanged against the embedded engine. */
final class EngineNodeClientTest implements NodeClientContract {

  @Override
  public ClickHouseUnderTest server() {
    return ClickHouseUnderTest.embedded();
  }
}
