package datalayer.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import datalayer.app.config.Directories.Surroundings;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where data and configuration are looked for. */
final class DirectoriesTest {

  @TempDir Path temp;
  private Path home;
  private Path working;

  @BeforeEach
  void folders() throws IOException {
    home = Files.createDirectory(temp.resolve("home"));
    working = Files.createDirectory(temp.resolve("working"));
  }

  @Test
  void linux() {
    assertThat(find(Platform.LINUX, Map.of()))
        .isEqualTo(
            new Directories(
                home.resolve(".local/share/datalayer"), home.resolve(".config/datalayer")));
    String data = temp.resolve("d").toString();
    String config = temp.resolve("c").toString();
    assertThat(find(Platform.LINUX, Map.of("XDG_DATA_HOME", data, "XDG_CONFIG_HOME", config)))
        .isEqualTo(new Directories(temp.resolve("d/datalayer"), temp.resolve("c/datalayer")));
  }

  @Test
  void aRelativeFolderOfTheXdgConventionDoesNotCount() {
    assertThat(find(Platform.LINUX, Map.of("XDG_DATA_HOME", "here", "XDG_CONFIG_HOME", "")))
        .isEqualTo(find(Platform.LINUX, Map.of()));
  }

  @Test
  void macos() {
    Path support = home.resolve("Library/Application Support/datalayer");
    assertThat(find(Platform.MACOS, Map.of()))
        .isEqualTo(new Directories(support, support.resolve("config")));
  }

  @Test
  void windows() {
    assertThat(find(Platform.WINDOWS, Map.of()))
        .isEqualTo(
            new Directories(
                home.resolve("AppData/Local/datalayer"),
                home.resolve("AppData/Roaming/datalayer")));
    String local = temp.resolve("l").toString();
    String roaming = temp.resolve("r").toString();
    assertThat(find(Platform.WINDOWS, Map.of("LOCALAPPDATA", local, "APPDATA", roaming)))
        .isEqualTo(new Directories(temp.resolve("l/datalayer"), temp.resolve("r/datalayer")));
  }

  @Test
  void platformsAreKnownByJavasNames() {
    assertThat(Platform.named("Linux")).isEqualTo(Platform.LINUX);
    assertThat(Platform.named("Mac OS X")).isEqualTo(Platform.MACOS);
    assertThat(Platform.named("Windows 11")).isEqualTo(Platform.WINDOWS);
    assertThat(Platform.named("Darwin")).isEqualTo(Platform.MACOS);
    assertThat(Platform.named("FreeBSD")).isEqualTo(Platform.LINUX);
  }

  @Test
  void aCloneOfTheRepositoryBringsItsConfiguration() throws IOException {
    Path beside = Files.createDirectory(working.resolve("config"));
    assertThat(find(Platform.LINUX, Map.of()).config())
        .as("any folder called config is not ours")
        .isEqualTo(home.resolve(".config/datalayer"));
    Files.createFile(beside.resolve("instruments.yaml"));
    assertThat(find(Platform.LINUX, Map.of()).config()).isEqualTo(beside);
  }

  @Test
  void whatTheOperatorNamesCounts() throws IOException {
    Files.createFile(Files.createDirectory(working.resolve("config")).resolve("instruments.yaml"));
    Path config = Files.createDirectory(temp.resolve("mine"));
    Path data = temp.resolve("data");
    assertThat(Directories.find(Optional.of(data), Optional.of(config), at(Map.of())))
        .isEqualTo(new Directories(data, config));
  }

  @Test
  void aConfigurationThatIsNotThereIsAMistake() {
    Path nowhere = temp.resolve("nowhere");
    assertThatThrownBy(() -> Directories.find(Optional.empty(), Optional.of(nowhere), at(Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "--config %s: there is no such folder. Create it, or name the folder that holds"
                    .formatted(nowhere)
                + " instruments.yaml.");
  }

  @Test
  void theDataDirectoryIsMadeForItsOwnerOnly() throws IOException {
    Path data = temp.resolve("a/b");
    new Directories(data, temp).create().create();
    assertThat(data).isEmptyDirectory();
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this file system knows no permissions");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Path data = Files.createFile(temp.resolve("data"));
    assertThatThrownBy(() -> new Directories(data, temp).create())
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "the data directory %s cannot be used: %s is a file. Mend that, or name another with --data-dir."
                .formatted(data, data));
  }

  @Test
  void aDataDirectoryThatCannotBeWrittenToIsNamed() throws IOException {
    Path data = Files.createDirectory(temp.resolve("data"));
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this file system knows no permissions");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeTrue(!Files.isWritable(data), "this user may write anywhere");
    assertThatThrownBy(() -> new Directories(data, temp).create())
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "the data directory %s cannot be used: it cannot be written to. Mend that, or name another with --data-dir."
                .formatted(data));
  }

  /** Where even an administrator cannot write, so that these messages are seen by every user. */
  @Test
  void aFolderOfTheSystemIsNoDataDirectory() {
    Path system = Path.of("/proc");
    assumeTrue(Files.isDirectory(system), "this system has no /proc");
    assertThatThrownBy(() -> new Directories(system, temp).create())
        .hasMessage(
            "the data directory /proc cannot be used: it cannot be written to. Mend that, or name"
                + " another with --data-dir.");
    assertThatThrownBy(() -> new Directories(system.resolve("datalayer"), temp).create())
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "the data directory /proc/datalayer cannot be used: it cannot be created (")
        .hasMessageEndingWith("). Mend that, or name another with --data-dir.");
  }

  private Directories find(Platform platform, Map<String, String> environment) {
    return Directories.find(
        Optional.empty(), Optional.empty(), new Surroundings(platform, environment, home, working));
  }

  private Surroundings at(Map<String, String> environment) {
    return new Surroundings(Platform.LINUX, environment, home, working);
  }
}
