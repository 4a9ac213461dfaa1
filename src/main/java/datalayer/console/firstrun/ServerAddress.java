package datalayer.console.firstrun;

import java.net.URI;

/**
 * A ClickHouse server as a person writes it down.
 *
 * @param url of its HTTP interface: {@code http://db1:8123}
 */
public record ServerAddress(URI url, String database, String user, String password) {

  private static final int HTTP_PORT = 8123;

  /**
   * Reads what was typed; {@code db1} means {@code http://db1:8123}.
   *
   * @throws IllegalArgumentException saying what is wrong and how to write it
   */
  public static ServerAddress parse(String url, String database, String user, String password) {
    String typed = url.strip();
    if (typed.isEmpty()) {
      throw new IllegalArgumentException("Name the server, like http://db1:8123.");
    }
    String whole = typed.contains("://") ? typed : "http://" + typed;
    URI parsed;
    try {
      parsed = URI.create(whole);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Write it like http://db1:8123.", e);
    }
    boolean http = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
    if (!http || parsed.getHost() == null) {
      throw new IllegalArgumentException("Write it like http://db1:8123 or https://db1:8443.");
    }
    boolean plain = parsed.getPort() < 0 && "http".equals(parsed.getScheme());
    URI complete = plain ? URI.create("http://" + parsed.getHost() + ":" + HTTP_PORT) : parsed;
    return new ServerAddress(
        complete,
        database.isBlank() ? "datalayer" : database.strip(),
        user.isBlank() ? "default" : user.strip(),
        password);
  }

  /** Without the password, which belongs on no screen. */
  @Override
  public String toString() {
    return user + "@" + url + "/" + database;
  }
}
