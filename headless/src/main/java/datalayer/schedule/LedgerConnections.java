package datalayer.schedule;

import datalayer.ledger.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import org.quartz.utils.ConnectionProvider;

/** Quartz works through the ledger's own pool, which it may not close. */
record LedgerConnections(Ledger ledger) implements ConnectionProvider {

  @Override
  public Connection getConnection() throws SQLException {
    return ledger.connection();
  }

  @Override
  public void shutdown() {}

  @Override
  public void initialize() {}
}
