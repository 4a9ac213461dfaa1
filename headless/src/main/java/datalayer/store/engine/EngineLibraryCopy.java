package datalayer.store.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts the engine's library into an application image. Run by the build. */
public final class EngineLibraryCopy {

  private EngineLibraryCopy() {}

  /**
   * @param arguments the folder of the image's input
   */
  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[0]).resolve(EngineLibrary.FILE);
    try {
      Files.copy(EngineLibrary.find(), target, StandardCopyOption.REPLACE_EXISTING);
    } catch (EngineException e) {
      System.out.println("The image carries no embedded engine: " + e.getMessage());
    }
  }
}
