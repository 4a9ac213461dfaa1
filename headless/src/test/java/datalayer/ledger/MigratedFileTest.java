package datalayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.migration.Migration;
import datalayer.migration.MigrationException;
import datalayer.migration.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H2 file of an older version comes to this one as a whole or not at all. */
final class MigratedFileTest {

  @TempDir Path folder;

  @Test
  void keepsWhatTheOldFileHadAndLeavesOneFile() throws Exception {
    fileOfTheFirstVersion();
    Files.writeString(folder.resolve("migrating-operations.mv.db"), "half of a copy");

    Ledger.open(LedgerAddress.inDirectory(folder), InstantSource.system()).close();

    assertThat(rows("SELECT id FROM run")).containsExactly("b-0001");
    assertThat(rows("SELECT version FROM schema_migration ORDER BY version"))
        .hasSameSizeAs(Migrations.of("operations").all());
    assertThat(files()).containsExactly("operations.mv.db");
  }

  @Test
  void aMigrationThatFailsLeavesTheFileAsItWas() throws Exception {
    fileOfTheFirstVersion();
    // The third migration changes this table after it has changed that of the runs.
    execute("DROP TABLE intent");

    LedgerAddress address = LedgerAddress.inDirectory(folder);
    assertThatThrownBy(() -> Ledger.open(address, InstantSource.system()))
        .isInstanceOf(LedgerException.class);

    assertThat(rows("SELECT version FROM schema_migration")).containsExactly("1");
    assertThat(
            rows(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'RUN' "
                    + "AND column_name = 'REVISION'"))
        .isEmpty();
  }

  @Test
  void aChangedMigrationIsRefusedBeforeAnythingIsCopied() throws Exception {
    fileOfTheFirstVersion();
    execute("UPDATE schema_migration SET checksum = 'other'");

    LedgerAddress address = LedgerAddress.inDirectory(folder);
    assertThatThrownBy(() -> Ledger.open(address, InstantSource.system()))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("V001__work.sql was changed");

    assertThat(files()).containsExactly("operations.mv.db");
  }

  private void fileOfTheFirstVersion() throws Exception {
    Migration first = Migrations.of("operations").all().getFirst();
    for (String statement : first.statements()) {
      execute(statement);
    }
    execute(
        "CREATE TABLE schema_migration (version INTEGER PRIMARY KEY, name VARCHAR(200) NOT NULL, "
            + "checksum VARCHAR(64) NOT NULL, applied_at BIGINT NOT NULL)");
    execute(
        "INSERT INTO schema_migration VALUES (1, '%s', '%s', 0)"
            .formatted(first.name(), first.checksum()));
    execute(
        "INSERT INTO run (id, snapshot_id, title, state, request, rows_planned, started_at, outcome) "
            + "VALUES ('b-0001', 's', 't', 'complete', '{}', 0, 0, '')");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (result.next()) {
        values.add(result.getString(1));
      }
      return values;
    }
  }

  private Connection connect() throws SQLException {
    LedgerAddress address = LedgerAddress.inDirectory(folder);
    return DriverManager.getConnection(address.url(), address.username(), address.password());
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
