package datalayer.store.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the engine's native library is on this machine. */
public final class EngineLibrary {

  /** The release that the product is tested with; the build's {@code engine.version} equals it. */
  public static final String VERSION = "26.7.3-stable.1";

  /** What that release says of itself to {@code SELECT version()}. */
  static final String ENGINE = "26.7.2.1";

  /** Names the library's file, for those who keep it elsewhere. */
  public static final String PROPERTY = "datalayer.engine.library";

  /** Names the folder of the installed application. */
  public static final String HOME_PROPERTY = "datalayer.home";

  static final String FILE = "libchdb.so";

  private EngineLibrary() {}

  /**
   * Finds the library: the system property, else beside the installed application, else in the
   * user's cache where the build puts it.
   *
   * @throws EngineException when it is in none of them, saying what to do
   */
  public static Path find() throws EngineException {
    @Nullable String named = System.getProperty(PROPERTY);
    if (named != null) {
      Path file = Path.of(named);
      if (Files.isRegularFile(file)) {
        return file;
      }
      throw new EngineException(
          "-D" + PROPERTY + " names " + named + ", which is not a file; correct or remove it");
    }
    List<Path> places = places();
    for (Path place : places) {
      if (Files.isRegularFile(place)) {
        return place;
      }
    }
    throw new EngineException(missing(places));
  }

  /** The package's platform name, such as {@code linux-x64-gnu}; empty where none is published. */
  public static Optional<String> platform() {
    return platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Optional<String> platform(String os, String architecture) {
    boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
    boolean x64 = architecture.equals("amd64") || architecture.equals("x86_64");
    String system = os.toLowerCase(Locale.ROOT);
    if (system.startsWith("linux") && (arm || x64)) {
      return Optional.of(arm ? "linux-arm64-gnu" : "linux-x64-gnu");
    }
    if (system.startsWith("mac") && (arm || x64)) {
      return Optional.of(arm ? "darwin-arm64" : "darwin-x64");
    }
    return Optional.empty();
  }

  /** This user's cache folder of the product, by the platform's convention. */
  public static Path cache() {
    Path home = Path.of(System.getProperty("user.home", "."));
    @Nullable String xdg = System.getenv("XDG_CACHE_HOME");
    if (xdg != null && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg, "datalayer");
    }
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (os.startsWith("mac")) {
      return home.resolve("Library/Caches/datalayer");
    }
    @Nullable String local = System.getenv("LOCALAPPDATA");
    return os.startsWith("windows") && local != null
        ? Path.of(local, "datalayer", "cache")
        : home.resolve(".cache/datalayer");
  }

  /** Where the build puts a platform's library. */
  static Path cached(String platform) {
    return cache().resolve("engine").resolve(VERSION).resolve(platform).resolve(FILE);
  }

  private static List<Path> places() {
    Optional<Path> cached = platform().map(EngineLibrary::cached);
    @Nullable String home = System.getProperty(HOME_PROPERTY);
    Optional<Path> installed =
        Optional.ofNullable(home).map(folder -> Path.of(folder, "lib", "engine", FILE));
    return java.util.stream.Stream.of(installed, cached).flatMap(Optional::stream).toList();
  }

  private static String missing(List<Path> places) {
    if (platform().isEmpty()) {
      return "The embedded engine is not available on "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
          + "; set CLICKHOUSE__HOST to a ClickHouse server";
    }
    return "The embedded engine's library "
        + VERSION
        + " is not here (looked at "
        + String.join(", ", places.stream().map(Path::toString).toList())
        + "). Run the build once with npm installed, which fetches it, or set CLICKHOUSE__HOST to"
        + " a ClickHouse server";
  }
}
