package datalayer.store.engine;

/** ClickHouse's JDBC driver works unchanged against the embedded engine. */
final class EngineJdbcTest implements JdbcContract {

  @Override
  public ClickHouseUnderTest server() {
    return ClickHouseUnderTest.embedded();
  }
}
