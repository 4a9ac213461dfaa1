package datalayer.app.config;

import datalayer.ledger.LedgerAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * The operations database that the operator runs.
 *
 * @param url a JDBC address of PostgreSQL or H2, without a password in it
 */
public record OperationsSettings(String url, String username, Secret password) {

  /** Where to connect to, with the password. */
  public LedgerAddress address() {
    return new LedgerAddress(url, username, password.reveal());
  }

  /** Nothing when the ledger is a file in the data directory. */
  static Optional<OperationsSettings> from(Environment environment) {
    if (!environment.has(Variable.OPERATIONS__URL)) {
      environment.without(
          Variable.OPERATIONS__URL, Variable.OPERATIONS__USERNAME, Variable.OPERATIONS__PASSWORD);
      return Optional.empty();
    }
    String url = environment.text(Variable.OPERATIONS__URL);
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      environment.wrongUnseen(
          Variable.OPERATIONS__URL,
          "has a password in it, where logs would show it. Move it to OPERATIONS__PASSWORD.");
    } else if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
      environment.wrong(
          Variable.OPERATIONS__URL,
          "it must start with jdbc:postgresql: or jdbc:h2:, for example"
              + " jdbc:postgresql://host:5432/datalayer.");
    }
    return Optional.of(
        new OperationsSettings(
            url,
            environment.text(Variable.OPERATIONS__USERNAME),
            environment.secret(Variable.OPERATIONS__PASSWORD)));
  }
}
