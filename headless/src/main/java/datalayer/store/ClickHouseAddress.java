package datalayer.store;

import java.net.URI;

/**
 * Where ClickHouse is and who we are there.
 *
 * @param endpoint scheme, host and port of the HTTP interface
 * @param name for people: {@code embedded}, or host and port
 */
public record ClickHouseAddress(
    URI endpoint, String username, String password, String database, String name) {

  /** Without the password. */
  @Override
  public String toString() {
    return "%s (%s, database %s, user %s)".formatted(name, endpoint, database, username);
  }
}
