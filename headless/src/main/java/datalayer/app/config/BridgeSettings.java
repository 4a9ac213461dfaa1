package datalayer.app.config;

/**
 * The WebSocket bridge.
 *
 * @param port 0 to 65535; 0 is any free one
 */
public record BridgeSettings(int port) {

  static BridgeSettings from(Environment environment) {
    return new BridgeSettings(environment.number(Variable.BRIDGE__PORT, 0, 65_535));
  }
}
