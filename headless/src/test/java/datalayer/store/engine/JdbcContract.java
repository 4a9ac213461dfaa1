package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** ClickHouse's JDBC driver, as it comes. */
interface JdbcContract {

  ClickHouseUnderTest server();

  private Connection connection(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", server().user());
    properties.setProperty("password", server().password());
    String address = server().endpoint().getHost() + ":" + server().endpoint().getPort();
    return DriverManager.getConnection("jdbc:clickhouse://" + address + "/" + database, properties);
  }

  private Connection table() throws SQLException {
    String database = TestEngine.freshDatabase();
    try (Connection connection = connection("default");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    Connection connection = connection(database);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE t (id Int64, text String, amount Decimal(38,18)) ENGINE = MergeTree ORDER"
              + " BY id");
    }
    return connection;
  }

  @Test
  default void preparedTextsArriveAsTheyAre() throws Exception {
    List<String> texts = List.of("it's", "a;b", "new\nline", "back\\slash", "\"", "?", "☃", "\t");
    try (Connection connection = table();
        PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
      for (int i = 0; i < texts.size(); i++) {
        insert.setLong(1, i);
        insert.setString(2, texts.get(i));
        insert.setBigDecimal(3, new BigDecimal("0.000000000000000001"));
        insert.addBatch();
      }
      insert.executeBatch();
      assertThat(read(connection, "SELECT text FROM t ORDER BY id")).isEqualTo(texts);
      try (PreparedStatement select =
          connection.prepareStatement("SELECT id FROM t WHERE text = ?")) {
        for (int i = 0; i < texts.size(); i++) {
          select.setString(1, texts.get(i));
          try (ResultSet rows = select.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(i);
          }
        }
      }
    }
  }

  @Test
  default void aBatchOfTenThousandIsInserted() throws Exception {
    try (Connection connection = table();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO t (id, text, amount) VALUES (?, ?, ?)")) {
      for (int i = 0; i < 10_000; i++) {
        insert.setLong(1, i);
        insert.setString(2, "row ; " + i);
        insert.setBigDecimal(3, BigDecimal.valueOf(i, 3));
        insert.addBatch();
      }
      insert.executeBatch();
      assertThat(read(connection, "SELECT toString(count()) FROM t")).containsExactly("10000");
    }
  }

  @Test
  default void metadataIsAnswered() throws Exception {
    try (Connection connection = table()) {
      assertThat(connection.isValid(5)).isTrue();
      List<String> columns = new ArrayList<>();
      try (ResultSet rows =
          connection.getMetaData().getColumns(null, connection.getSchema(), "t", "%")) {
        while (rows.next()) {
          columns.add(rows.getString("COLUMN_NAME") + " " + rows.getString("TYPE_NAME"));
        }
      }
      assertThat(columns).containsExactly("id Int64", "text String", "amount Decimal(38, 18)");
      try (ResultSet rows =
          connection.getMetaData().getTables(null, connection.getSchema(), "%", null)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("TABLE_NAME")).isEqualTo("t");
      }
    }
  }

  @Test
  default void errorsCarryTheirCode() throws Exception {
    try (Connection connection = table();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM nowhere"))
          .isInstanceOf(SQLException.class)
          .hasStackTraceContaining("Code: 60");
    }
  }

  @Test
  default void aStatementCanBeCancelled() throws Exception {
    try (Connection connection = connection("default");
        Statement statement = connection.createStatement();
        ExecutorService one = Executors.newSingleThreadExecutor()) {
      Future<Boolean> running =
          one.submit(() -> {
            try (ResultSet rows =
                statement.executeQuery(
                    "SELECT sum(sleepEachRow(0.1)) FROM numbers(600) SETTINGS max_block_size ="
                        + " 1")) {
              return rows.next();
            }
          });
      Await.until(
          "it was cancelled",
          () -> {
            statement.cancel();
            return running.isDone();
          });
      assertThatThrownBy(running::get).hasStackTraceContaining("Code: 394");
    }
  }

  @Test
  default void aMillionRowsAreStreamed() throws Exception {
    try (Connection connection = connection("default");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT number FROM numbers(1000000)")) {
      long expected = 0;
      while (rows.next()) {
        if (rows.getLong(1) != expected) {
          throw new AssertionError("row " + expected + " is " + rows.getLong(1));
        }
        expected++;
      }
      assertThat(expected).isEqualTo(1_000_000);
    }
  }

  private static List<String> read(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
