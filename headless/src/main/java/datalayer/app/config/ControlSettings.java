package datalayer.app.config;

import datalayer.control.http.Token;

/**
 * The control API on 127.0.0.1.
 *
 * @param port 0 to 65535; 0 is any free one
 * @param token to come in with; empty for a new one with every start
 */
public record ControlSettings(int port, Secret token) {

  /** The configured token, or a new one. */
  public Token tokenOrRandom() {
    return token.isEmpty() ? Token.random() : new Token(token.reveal());
  }

  static ControlSettings from(Environment environment) {
    Secret token = environment.secret(Variable.DATALAYER__TOKEN);
    if (!token.isEmpty() && token.reveal().length() < Token.SHORTEST) {
      environment.wrongUnseen(
          Variable.DATALAYER__TOKEN,
          "is too short: at least %d characters, for example from: openssl rand -hex 32"
              .formatted(Token.SHORTEST));
      token = Secret.NONE;
    }
    return new ControlSettings(environment.number(Variable.CONTROL__PORT, 0, 65_535), token);
  }
}
