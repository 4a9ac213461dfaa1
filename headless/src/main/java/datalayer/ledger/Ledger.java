package datalayer.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import datalayer.migration.Migration;
import datalayer.migration.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open operations database. Safe for use by many threads; each transaction has a connection of
 * its own. A transaction that loses against another one is repeated, so its work must have no
 * effect outside the database.
 */
public final class Ledger implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final int ATTEMPTS = 8;
  private static final int H2_CLOSED = 90098;
  private static final String MIGRATION_TABLE =
      "CREATE TABLE IF NOT EXISTS schema_migration (version INTEGER PRIMARY KEY, "
          + "name VARCHAR(200) NOT NULL, checksum VARCHAR(64) NOT NULL, applied_at BIGINT NOT NULL)";

  private final LedgerAddress address;
  private final HikariDataSource connections;
  private final InstantSource clock;
  private volatile @Nullable Reserve reserve;

  private Ledger(LedgerAddress address, HikariDataSource connections, InstantSource clock) {
    this.address = address;
    this.connections = connections;
    this.clock = clock;
  }

  /**
   * Opens the database and applies its migrations.
   *
   * @throws LedgerException when it cannot be opened, saying why and what to do
   */
  public static Ledger open(LedgerAddress address, InstantSource clock) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("ledger");
    ReservedPath.register();
    config.setJdbcUrl(address.urlInReserve());
    config.setUsername(address.username());
    config.setPassword(address.password());
    config.setMaximumPoolSize(16);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    if (address.isPostgres()) {
      // A process that freezes within a transaction must not hold its rows against the others.
      config.setConnectionInitSql("SET idle_in_transaction_session_timeout = 10000");
      // Or that very statement would leave each new connection within a transaction, to be cut.
      config.setIsolateInternalQueries(true);
      config.addDataSourceProperty("socketTimeout", "60");
      config.addDataSourceProperty("tcpKeepAlive", "true");
    }
    Ledger ledger = connected(address, config, clock);
    try {
      if (!ledger.isCurrent()) {
        if (address.isFileOfItsOwn()) {
          Path file = ledger.file();
          ledger.close();
          new MigratedCopy(file).replace(copy -> migrateCopy(address, copy, clock));
          ledger = connected(address, config, clock);
        } else {
          ledger.migrate();
        }
      }
      ledger.waitForRoom();
      return ledger;
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  /** Work within a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Transaction transaction) throws SQLException;
  }

  /** Runs the work and commits it; on an exception nothing of it remains. */
  public <T> T transaction(Work<T> work) {
    SQLException last = new SQLException("not tried");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return attempt(work);
      } catch (SQLException e) {
        last = e;
        if (e.getErrorCode() == H2_CLOSED) {
          // It closed itself, for want of disk for example. New connections open the file again.
          connections.getHikariPoolMXBean().softEvictConnections();
        } else if (!isWorthRepeating(e)) {
          break;
        }
        LOG.atDebug().addKeyValue("attempt", attempt).setCause(e).log("transaction repeated");
      }
    }
    throw new LedgerException("the operations database failed: " + last.getMessage(), last);
  }

  private <T> T attempt(Work<T> work) throws SQLException {
    Reserve room = reserve;
    if (room != null && room.isBroken()) {
      room.check();
    }
    Connection connection = connections.getConnection();
    try {
      T result = work.in(new Transaction(connection, room, clock));
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      if (room == null || !room.isBroken()) {
        connection.rollback();
      }
      throw e;
    } finally {
      if (room == null || !room.isBroken()) {
        connection.close();
      }
    }
  }

  /**
   * A connection, for a library that keeps tables of its own in this database; to be closed.
   *
   * @throws SQLException when there is none, or no room for what it would write
   */
  public Connection connection() throws SQLException {
    Reserve room = reserve;
    if (room != null) {
      room.check();
    }
    return connections.getConnection();
  }

  /**
   * The process ends: a write that waits for room on the disk fails instead, or nothing that waits
   * for it would come to its end.
   */
  public void waitNoLonger() {
    Reserve room = reserve;
    if (room != null) {
      room.endWaiting();
    }
  }

  /** Whether several processes may work with this database at once. */
  public boolean isShared() {
    return address.isPostgres();
  }

  /** Whether the database answers. */
  public boolean answers() {
    try {
      return transaction(tx -> tx.row("SELECT 1", row -> row.getInt(1) == 1)).orElse(false);
    } catch (LedgerException e) {
      return false;
    }
  }

  @Override
  public void close() {
    waitNoLonger();
    Reserve room = reserve;
    if (room == null || !room.isBroken()) {
      connections.close();
    }
    if (room != null) {
      ReservedPath.forget(room.name());
    }
  }

  private static Ledger connected(LedgerAddress address, HikariConfig config, InstantSource clock) {
    try {
      return new Ledger(address, new HikariDataSource(config), clock);
    } catch (RuntimeException e) {
      throw new LedgerException(explanation(address, e), e);
    }
  }

  private static void migrateCopy(LedgerAddress address, Path copy, InstantSource clock) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("ledger-migration");
    config.setJdbcUrl(address.urlOf(copy));
    config.setUsername(address.username());
    config.setPassword(address.password());
    config.setMaximumPoolSize(1);
    config.setAutoCommit(false);
    try (Ledger ledger = connected(address, config, clock)) {
      ledger.migrate();
    }
  }

  /** Whether there is nothing to migrate. */
  private boolean isCurrent() {
    Migrations migrations = Migrations.of("operations");
    return transaction(tx -> {
      tx.execute(MIGRATION_TABLE);
      return migrations.pending(applied(tx)).isEmpty();
    });
  }

  /** While it is being opened a full disk is an error, to be told; from then on it is waited. */
  private void waitForRoom() {
    if (address.urlInReserve().startsWith(LedgerAddress.IN_RESERVE)) {
      Reserve room = ReservedPath.reserve(fileName());
      room.beginWaiting();
      reserve = room;
    }
  }

  /** The file of an H2 database. */
  private Path file() {
    return Path.of(fileName().replaceFirst("^([a-z]{2,}:)*", ""));
  }

  /** As H2 names it. */
  private String fileName() {
    return transaction(tx -> tx.row("SELECT DATABASE_PATH()", row -> row.getString(1)))
            .orElseThrow()
        + ".mv.db";
  }

  private void migrate() {
    Migrations migrations = Migrations.of("operations");
    transaction(tx -> {
      if (address.isPostgres()) {
        // Two processes that start together: the second waits here and finds nothing to do.
        tx.row("SELECT pg_advisory_xact_lock(727100)", row -> true);
      }
      tx.execute(MIGRATION_TABLE);
      for (Migration migration : migrations.pending(applied(tx))) {
        for (String statement : migration.statements()) {
          tx.execute(statement);
        }
        tx.update(
            "INSERT INTO schema_migration (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
            migration.version(),
            migration.name(),
            migration.checksum(),
            tx.now());
        LOG.atInfo().addKeyValue("migration", migration.name()).log("operations database migrated");
      }
      return true;
    });
  }

  private static Map<Integer, String> applied(Transaction tx) throws SQLException {
    Map<Integer, String> applied = new HashMap<>();
    List<Map.Entry<Integer, String>> rows =
        tx.rows(
            "SELECT version, checksum FROM schema_migration",
            row -> Map.entry(row.getInt(1), row.getString(2)));
    rows.forEach(row -> applied.put(row.getKey(), row.getValue()));
    return applied;
  }

  /**
   * Deadlocks, serialisation failures and lock time-outs of both databases; and a row that another
   * transaction inserted first, which the next attempt will find.
   */
  private static boolean isWorthRepeating(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && (state.startsWith("40")
            || state.equals("23505")
            || state.equals("HYT00")
            || state.equals("90131"));
  }

  private static String explanation(LedgerAddress address, RuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    if (message.contains("Database may be already in use") || message.contains("file is locked")) {
      return "the operations database is in use by another process: %s; close the console or daemon of this data directory, or choose another with --data-dir"
          .formatted(address);
    }
    return "the operations database %s cannot be opened: %s; check OPERATIONS__URL, OPERATIONS__USERNAME and OPERATIONS__PASSWORD"
        .formatted(address, message);
  }
}
