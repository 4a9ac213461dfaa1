package datalayer.app.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where things are. Both paths are absolute.
 *
 * @param data what we write: the ledger, the embedded engine's files, spools, logs
 * @param config what the operator writes: {@code instruments.yaml}, {@code .env} and the folders
 *     beside them; it need not exist
 */
public record Directories(Path data, Path config) {

  private static final String NAME = "datalayer";

  public Directories {
    data = data.toAbsolutePath().normalize();
    config = config.toAbsolutePath().normalize();
  }

  /** What a process knows about where it runs. */
  public record Surroundings(
      Platform platform, Map<String, String> environment, Path home, Path workingDirectory) {

    /** Those of this process. */
    public static Surroundings ofThisProcess() {
      return new Surroundings(
          Platform.named(System.getProperty("os.name", "")),
          System.getenv(),
          Path.of(System.getProperty("user.home", ".")),
          Path.of("").toAbsolutePath());
    }
  }

  /**
   * Finds the directories. Data is at {@code --data-dir}, or where the platform keeps applications'
   * data. Configuration is at {@code --config}; without it, in the folder {@code config} of the
   * working directory if that holds an {@code instruments.yaml}, so that a clone of the repository
   * works by itself; else where the platform keeps configuration.
   *
   * @throws ConfigException when {@code --config} is no folder
   */
  public static Directories find(
      Optional<Path> dataDir, Optional<Path> config, Surroundings surroundings) {
    if (config.isPresent() && !Files.isDirectory(config.get())) {
      throw new ConfigException(
          "--config %s: there is no such folder. Create it, or name the folder that holds"
                  .formatted(config.get().toAbsolutePath())
              + " instruments.yaml.");
    }
    Path beside = surroundings.workingDirectory().resolve("config");
    boolean repository = Files.isRegularFile(beside.resolve("instruments.yaml"));
    return new Directories(
        dataDir.orElseGet(() -> conventionalData(surroundings)),
        config.orElseGet(() -> repository ? beside : conventionalConfig(surroundings)));
  }

  /** The same with the demo's own data directory, so that its bars never lie among real ones. */
  public Directories ofDemo() {
    return new Directories(data.resolve("demo"), config);
  }

  /**
   * Makes the data directory, readable by its owner only, unless it is there, and makes sure that
   * it can be written to.
   *
   * @throws ConfigException when it cannot
   */
  public Directories create() {
    try {
      Files.createDirectories(data, ownerOnly());
      Files.delete(Files.createTempFile(data, ".writable", null));
      return this;
    } catch (FileAlreadyExistsException e) {
      throw unusable(e.getFile() + " is a file");
    } catch (IOException e) {
      boolean there = Files.isDirectory(data);
      throw unusable(
          there ? "it cannot be written to" : "it cannot be created (" + reason(e) + ")");
    }
  }

  private ConfigException unusable(String why) {
    return new ConfigException(
        "the data directory %s cannot be used: %s. Mend that, or name another with --data-dir."
            .formatted(data, why));
  }

  private static String reason(IOException e) {
    @Nullable String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private FileAttribute<?>[] ownerOnly() {
    return data.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static Path conventionalData(Surroundings at) {
    return switch (at.platform()) {
      case LINUX -> variable(at, "XDG_DATA_HOME", at.home().resolve(".local/share")).resolve(NAME);
      case MACOS -> at.home().resolve("Library/Application Support").resolve(NAME);
      case WINDOWS ->
          variable(at, "LOCALAPPDATA", at.home().resolve("AppData/Local")).resolve(NAME);
    };
  }

  private static Path conventionalConfig(Surroundings at) {
    return switch (at.platform()) {
      case LINUX -> variable(at, "XDG_CONFIG_HOME", at.home().resolve(".config")).resolve(NAME);
      // One folder holds both there, so the configuration has one of its own within.
      case MACOS -> conventionalData(at).resolve("config");
      case WINDOWS -> variable(at, "APPDATA", at.home().resolve("AppData/Roaming")).resolve(NAME);
    };
  }

  /** The folder a variable names; as the XDG convention has it, a relative one does not count. */
  private static Path variable(Surroundings at, String name, Path otherwise) {
    @Nullable String value = at.environment().get(name);
    return value == null || value.isBlank() || !Path.of(value).isAbsolute()
        ? otherwise
        : Path.of(value);
  }
}
