package datalayer.store.engine;

import java.nio.file.Path;

/** {@code datalayer engine}, without its command line. */
final class ForegroundMain {

  private ForegroundMain() {}

  public static void main(String[] arguments) {
    try {
      EngineForeground.run(EngineOptions.in(Path.of(arguments[0])), System.out);
    } catch (EngineException e) {
      System.out.println("FAILED " + e.getMessage());
      System.exit(1);
    }
  }
}
