package datalayer.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The table {@code venue_stop}, within a transaction: what venues told us to send nothing, and for
 * how long. Time is the database's own, which all who share it have in common; where its clock was
 * set back, a stop lasts no longer than it was ordered for.
 */
public final class StopTable {

  private static final String NOW =
      "SELECT CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

  private final Transaction tx;

  StopTable(Transaction tx) {
    this.tx = tx;
  }

  /**
   * A stop that stands.
   *
   * @param left from now on
   * @param reason for people
   */
  public record Stop(Duration left, String reason) {}

  /**
   * Nothing may be sent to an address for so long from now; a stop of it that ends later stays.
   *
   * @param node that was told so
   */
  public void put(String address, Duration length, String reason, String node) throws SQLException {
    long now = now();
    long until = now + length.toMillis();
    Optional<Stop> standing = read(address, now, " FOR UPDATE");
    if (standing.isEmpty()) {
      tx.update(
          "INSERT INTO venue_stop (address, noted_at, until_time, reason, node) VALUES (?, ?, ?, ?, ?)",
          address,
          now,
          until,
          reason,
          node);
    } else if (standing.get().left().compareTo(length) < 0) {
      tx.update(
          "UPDATE venue_stop SET noted_at = ?, until_time = ?, reason = ?, node = ? WHERE address = ?",
          now,
          until,
          reason,
          node,
          address);
    }
  }

  /** The stop of an address, where one stands. */
  public Optional<Stop> of(String address) throws SQLException {
    return read(address, now(), "").filter(stop -> stop.left().isPositive());
  }

  private Optional<Stop> read(String address, long now, String lock) throws SQLException {
    return tx.row(
        "SELECT until_time, noted_at, reason FROM venue_stop WHERE address = ?" + lock,
        row -> {
          long until = row.getLong(1);
          long left = Math.min(until - now, until - row.getLong(2));
          return new Stop(Duration.ofMillis(left), row.getString(3));
        },
        address);
  }

  private long now() throws SQLException {
    return tx.row(NOW, row -> row.getLong(1)).orElseThrow();
  }
}
