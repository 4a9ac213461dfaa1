package datalayer.app.config;

import datalayer.store.ClickHouseAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * How we use ClickHouse.
 *
 * @param server a server of the operator's; the embedded engine when empty
 * @param database where our tables are, on either
 * @param maxConnections at once, 1 to 1000
 * @param parallelInserts at once, 1 to 64 and no more than there are connections
 */
public record ClickHouseSettings(
    Optional<Server> server, String database, int maxConnections, int parallelInserts) {

  private static final Set<Integer> TLS_PORTS = Set.of(443, 8443);

  /** The same on a server. */
  public ClickHouseSettings on(Server other, String itsDatabase) {
    return new ClickHouseSettings(Optional.of(other), itsDatabase, maxConnections, parallelInserts);
  }

  /**
   * A ClickHouse server.
   *
   * @param port of the HTTP interface, 1 to 65535
   * @param secure whether it speaks TLS
   */
  public record Server(String host, int port, boolean secure, String username, Secret password) {

    /** A server whose port tells whether it speaks TLS: 443 and 8443 do. */
    public Server(String host, int port, String username, Secret password) {
      this(host, port, TLS_PORTS.contains(port), username, password);
    }

    /** Where to connect to, with the password. */
    public ClickHouseAddress address(String database) {
      String scheme = secure ? "https" : "http";
      String name = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
      return new ClickHouseAddress(
          URI.create(scheme + "://" + name), username, password.reveal(), database, name);
    }
  }

  static ClickHouseSettings from(Environment environment) {
    int connections = environment.number(Variable.CLICKHOUSE__CONNECTION_POOL_MAXSIZE, 1, 1000);
    int inserts = environment.number(Variable.CLICKHOUSE__SERVICE_POOL_SIZE, 1, 64);
    if (inserts > connections) {
      environment.wrong(
          Variable.CLICKHOUSE__SERVICE_POOL_SIZE,
          "it must not be above %s, which is %d."
              .formatted(Variable.CLICKHOUSE__CONNECTION_POOL_MAXSIZE, connections));
    }
    return new ClickHouseSettings(
        server(environment),
        environment.database(Variable.CLICKHOUSE__DATABASE),
        connections,
        inserts);
  }

  private static Optional<Server> server(Environment environment) {
    if (!environment.has(Variable.CLICKHOUSE__HOST)) {
      environment.without(
          Variable.CLICKHOUSE__HOST,
          Variable.CLICKHOUSE__PORT,
          Variable.CLICKHOUSE__SECURE,
          Variable.CLICKHOUSE__USERNAME,
          Variable.CLICKHOUSE__PASSWORD);
      return Optional.empty();
    }
    int port = environment.number(Variable.CLICKHOUSE__PORT, 1, 65_535);
    return Optional.of(
        new Server(
            environment.host(Variable.CLICKHOUSE__HOST),
            port,
            environment.flag(Variable.CLICKHOUSE__SECURE, TLS_PORTS.contains(port)),
            environment.text(Variable.CLICKHOUSE__USERNAME),
            environment.secret(Variable.CLICKHOUSE__PASSWORD)));
  }
}
