package datalayer.app.config;

import java.util.Optional;

/**
 * The Redis server that live bars are published to.
 *
 * @param port 1 to 65535
 * @param password empty when the server asks for none
 */
public record RedisSettings(String host, int port, Secret password) {

  /** Nothing when publishing stays in process. */
  static Optional<RedisSettings> from(Environment environment) {
    if (!environment.has(Variable.REDIS__HOST)) {
      environment.without(Variable.REDIS__HOST, Variable.REDIS__PORT, Variable.REDIS__PASSWORD);
      return Optional.empty();
    }
    return Optional.of(
        new RedisSettings(
            environment.host(Variable.REDIS__HOST),
            environment.number(Variable.REDIS__PORT, 1, 65_535),
            environment.secret(Variable.REDIS__PASSWORD)));
  }
}
