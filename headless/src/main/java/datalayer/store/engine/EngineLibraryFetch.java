package datalayer.store.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Fetches the engine's library into this user's cache, once. The build runs it; {@code
 * -Dengine.fetch.skip} leaves it out.
 */
final class EngineLibraryFetch {

  private EngineLibraryFetch() {}

  /** Argument: the version that the build names, which must be the one that the code expects. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length == 1 && !arguments[0].equals(EngineLibrary.VERSION)) {
      System.out.println(
          "engine.version in pom.xml is "
              + arguments[0]
              + ", EngineLibrary.VERSION is "
              + EngineLibrary.VERSION
              + "; change the two together");
      System.exit(1);
    }
    try {
      fetch();
    } catch (EngineException e) {
      System.out.println();
      System.out.println("The embedded engine's library could not be fetched: " + e.getMessage());
      System.out.println(
          "Without it: build with -Dengine.fetch.skip and run on a server named by"
              + " CLICKHOUSE__HOST (tests that need the engine then say so and fail).");
      System.exit(1);
    }
  }

  private static void fetch() throws EngineException, InterruptedException {
    Optional<String> platform = EngineLibrary.platform();
    if (platform.isEmpty()) {
      System.out.println(
          "No embedded engine is published for this platform; the product runs on a server named"
              + " by CLICKHOUSE__HOST.");
      return;
    }
    Path library = EngineLibrary.cached(platform.get());
    if (Files.exists(library)) {
      return;
    }
    String name = "@chdb/lib-" + platform.get();
    new NpmInstall(EngineLibrary.cache(), System.out)
        .once(
            library,
            modules ->
                NpmInstall.moveInto(library, modules.resolve(name).resolve(EngineLibrary.FILE)),
            name + "@" + EngineLibrary.VERSION);
    System.out.println("The embedded engine's library is at " + library);
  }
}
