package datalayer.store;

import datalayer.migration.Migration;
import datalayer.migration.MigrationException;
import datalayer.migration.Migrations;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings ClickHouse to the newest migration. Every statement may run twice, so two processes that
 * start together do no harm to each other and need no lock.
 */
public final class StoreMigrations {

  private static final Logger LOG = LoggerFactory.getLogger(StoreMigrations.class);

  private final ClickHouse clickHouse;
  private final InstantSource clock;

  public StoreMigrations(ClickHouse clickHouse, InstantSource clock) {
    this.clickHouse = clickHouse;
    this.clock = clock;
  }

  /**
   * Applies what is pending.
   *
   * @return the names of the files applied, in order
   */
  public List<String> apply() {
    clickHouse.execute("CREATE DATABASE IF NOT EXISTS ${database}");
    clickHouse.execute(
        """
        CREATE TABLE IF NOT EXISTS ${database}.schema_migrations
        (version UInt32, name String, checksum String, applied_at DateTime64(3, 'UTC'))
        ENGINE = ReplacingMergeTree(applied_at) ORDER BY version\
        """);
    List<String> names = new ArrayList<>();
    for (Migration migration : Migrations.of("clickhouse").pending(applied())) {
      apply(migration);
      names.add(migration.name());
    }
    return names;
  }

  /**
   * The names of the files that are not applied, in order; changes nothing.
   *
   * @throws ClickHouseException also where nothing was ever applied
   */
  public List<String> pending() {
    return Migrations.of("clickhouse").pending(applied()).stream().map(Migration::name).toList();
  }

  private Map<Integer, String> applied() {
    Map<Integer, String> applied = new HashMap<>();
    clickHouse
        .query(
            "SELECT version, checksum FROM ${database}.schema_migrations FINAL",
            Map.of(),
            row -> Map.entry(row.int32(), row.string()))
        .forEach(row -> applied.put(row.getKey(), row.getValue()));
    return applied;
  }

  private void apply(Migration migration) {
    try {
      migration.statements().forEach(clickHouse::execute);
    } catch (ClickHouseException e) {
      if (e.isPassing()) {
        throw e;
      }
      throw new MigrationException(migration.name() + " failed: " + e.getMessage(), e);
    }
    clickHouse.query(
        """
        INSERT INTO ${database}.schema_migrations (version, name, checksum, applied_at)
        VALUES ({version:UInt32}, {name:String}, {checksum:String}, fromUnixTimestamp64Milli({at:Int64}, 'UTC'))\
        """,
        Map.of(
            "version", migration.version(),
            "name", migration.name(),
            "checksum", migration.checksum(),
            "at", clock.millis()),
        row -> row);
    LOG.atInfo().addKeyValue("migration", migration.name()).log("ClickHouse migrated");
  }
}
