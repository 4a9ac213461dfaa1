package datalayer.app.config;

import datalayer.store.engine.EngineOptions;
import java.nio.file.Path;

/**
 * The embedded engine.
 *
 * @param port on loopback, 0 to 65535; 0 is any free one
 */
public record EngineSettings(int port) {

  /** How to run the engine over this directory. */
  public EngineOptions options(Path directory) {
    return EngineOptions.in(directory).withPort(port);
  }

  static EngineSettings from(Environment environment) {
    return new EngineSettings(environment.number(Variable.ENGINE__PORT, 0, 65_535));
  }
}
