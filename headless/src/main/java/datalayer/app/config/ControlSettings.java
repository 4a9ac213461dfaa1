package datalayer.app.config;

/**
 * The control API on 127.0.0.1.
 *
 * @param port 0 to 65535; 0 is any free one
 */
public record ControlSettings(int port) {

  static ControlSettings from(Environment environment) {
    return new ControlSettings(environment.number(Variable.CONTROL__PORT, 0, 65_535));
  }
}
