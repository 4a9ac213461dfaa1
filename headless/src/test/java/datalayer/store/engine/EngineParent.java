package datalayer.store.engine;

import java.nio.file.Path;
import java.time.InstantSource;

/** A process with an engine, that waits to be killed. */
final class EngineParent {

  private EngineParent() {}

  public static void main(String[] arguments) throws Exception {
    try (EngineProcess engine =
        EngineProcess.start(EngineOptions.in(Path.of(arguments[0])), InstantSource.system())) {
      System.out.println("ENGINE " + engine.pid());
      int ended = System.in.read();
      System.out.println("ENDED " + ended);
    }
  }
}
