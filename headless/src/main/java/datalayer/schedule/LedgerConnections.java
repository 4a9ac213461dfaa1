package datalayer.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.quartz.utils.ConnectionProvider;

/** Quartz works through the ledger's own pool, which it may not close. */
record LedgerConnections(DataSource pool) implements ConnectionProvider {

  @Override
  public Connection getConnection() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void shutdown() {}

  @Override
  public void initialize() {}
}
