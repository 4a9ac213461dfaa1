package datalayer.console.firstrun;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ClickHouse server as a person writes it down.
 *
 * @param port of its HTTP interface
 * @param secure whether it is spoken to over TLS
 */
public record ServerAddress(
    String host, int port, boolean secure, String database, String user, String password) {

  private static final String PLAIN_PORT = "8123";
  private static final String SECURE_PORT = "8443";

  private static final Pattern HOST =
      Pattern.compile("(?:(https?)://)?([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::(\\d+))?/?");

  /**
   * Reads what was typed. A host may have scheme and port with it, as it is copied from elsewhere:
   * these count more than the other fields.
   *
   * @param port empty for the usual one
   * @throws IllegalArgumentException saying what is wrong and how to write it
   */
  public static ServerAddress parse(
      String host, String port, boolean secure, String database, String user, String password) {
    String typed = host.strip();
    if (typed.isEmpty()) {
      throw new IllegalArgumentException("Name the server, like db1 or 10.0.0.7.");
    }
    Matcher parts = HOST.matcher(typed);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "%s is no host. Write its name or address, like db1 or 10.0.0.7.".formatted(typed));
    }
    boolean tls = parts.group(1) == null ? secure : parts.group(1).equals("https");
    String number = parts.group(3) == null ? port.strip() : parts.group(3);
    String name = parts.group(2).replaceAll("[\\[\\]]", "");
    return new ServerAddress(
        name,
        port(number.isEmpty() ? tls ? SECURE_PORT : PLAIN_PORT : number),
        tls,
        database.isBlank() ? "analytics" : database.strip(),
        user.isBlank() ? "default" : user.strip(),
        password);
  }

  private static int port(String typed) {
    if (!typed.matches("\\d{1,5}")
        || Integer.parseInt(typed) < 1
        || Integer.parseInt(typed) > 65_535) {
      throw new IllegalArgumentException(
          "%s is no port. Write a number up to 65535, like 8123.".formatted(typed));
    }
    return Integer.parseInt(typed);
  }

  /** {@code db1:8123}. */
  public String place() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Without the password, which belongs on no screen. */
  @Override
  public String toString() {
    return "%s@%s%s/%s".formatted(user, place(), secure ? " over TLS" : "", database);
  }
}
