package datalayer.store.engine;

/** ClickHouse's Java client works unchanged against the embedded engine. */
final class EngineJavaClientTest implements JavaClientContract {

  @Override
  public ClickHouseUnderTest server() {
    return ClickHouseUnderTest.embedded();
  }
}
