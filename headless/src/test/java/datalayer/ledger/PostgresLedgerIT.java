package datalayer.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The same ledger on a real PostgreSQL. */
final class PostgresLedgerIT extends LedgerContract {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable EmbeddedPostgres postgres;
  private String database = "";

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  @BeforeEach
  void createDatabase() throws SQLException {
    database = "ledger_" + DATABASES.incrementAndGet();
    try (Connection connection = running().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
  }

  @Override
  LedgerAddress address() {
    return new LedgerAddress(running().getJdbcUrl("postgres", database), "postgres", "postgres");
  }

  @Override
  boolean isShared() {
    return true;
  }

  private static EmbeddedPostgres running() {
    if (postgres == null) {
      throw new IllegalStateException("PostgreSQL did not start");
    }
    return postgres;
  }
}
