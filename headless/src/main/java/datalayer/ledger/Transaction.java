package datalayer.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of the operations database. Used by the thread that opened it and only until its
 * work returns. Statements take their values as parameters, never as text.
 */
public final class Transaction {

  private final Connection connection;
  private final @Nullable Reserve reserve;
  private final InstantSource clock;

  Transaction(Connection connection, @Nullable Reserve reserve, InstantSource clock) {
    this.connection = connection;
    this.reserve = reserve;
    this.clock = clock;
  }

  public IntentTable intents() {
    return new IntentTable(this);
  }

  public CoverageTable coverage() {
    return new CoverageTable(this);
  }

  public ArchiveTable archives() {
    return new ArchiveTable(this);
  }

  public FindingTable findings() {
    return new FindingTable(this);
  }

  public PaceTable pace() {
    return new PaceTable(this);
  }

  public RunTable runs() {
    return new RunTable(this);
  }

  public LaneTable lanes() {
    return new LaneTable(this);
  }

  public StopTable stops() {
    return new StopTable(this);
  }

  /** Reads a row of a result. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Milliseconds since the epoch. */
  long now() {
    return clock.millis();
  }

  void execute(String sql) throws SQLException {
    checkRoom();
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  int update(String sql, @Nullable Object... values) throws SQLException {
    checkRoom();
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** One statement for many rows of values. */
  void updateAll(String sql, List<? extends @Nullable Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    checkRoom();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] values : rows) {
        bind(statement, values);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  <T> Optional<T> row(String sql, RowReader<T> reader, @Nullable Object... values)
      throws SQLException {
    List<T> rows = rows(sql, reader, values);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
  }

  <T> List<T> rows(String sql, RowReader<T> reader, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return rows;
    }
  }

  /** Takes the next number of a sequence; numbers never repeat and never go back. */
  public long next(String sequence) throws SQLException {
    if (update("UPDATE sequence_value SET next_value = next_value + 1 WHERE name = ?", sequence)
        != 1) {
      throw new LedgerException("there is no sequence " + sequence);
    }
    return row(
            "SELECT next_value - 1 FROM sequence_value WHERE name = ?", r -> r.getLong(1), sequence)
        .orElseThrow();
  }

  /** Makes sure that a sequence's next number is above the one given. */
  public void raise(String sequence, long above) throws SQLException {
    update(
        "UPDATE sequence_value SET next_value = ? WHERE name = ? AND next_value <= ?",
        above + 1,
        sequence,
        above);
  }

  /** What only reads needs none. */
  private void checkRoom() throws SQLException {
    if (reserve != null) {
      reserve.check();
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      bind(statement, values);
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
