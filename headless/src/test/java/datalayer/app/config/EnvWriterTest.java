package datalayer.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console writes into {@code .env} is what the next start reads. */
final class EnvWriterTest {

  @TempDir Path working;

  @Test
  void whatAPersonWroteStays() throws Exception {
    Path config = Files.createDirectory(working.resolve("config"));
    Files.writeString(
        config.resolve(".env"),
        "# ours\nexport CLICKHOUSE__HOST=old\n\nCONTROL__PORT=0\n#CLICKHOUSE__PORT=1\n");
    EnvWriter.write(
        config,
        new TreeMap<>(Map.of(Variable.CLICKHOUSE__HOST, "db1", Variable.CLICKHOUSE__PORT, "8443")));
    assertThat(Files.readAllLines(config.resolve(".env")))
        .containsExactly(
            "# ours",
            "CLICKHOUSE__HOST=db1",
            "",
            "CONTROL__PORT=0",
            "#CLICKHOUSE__PORT=1",
            "CLICKHOUSE__PORT=8443");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "with # in it", "#first", " blanks ", "\"quoted\"", "it's", "\"", ""})
  void anyPasswordComesBackAsItWas(String password) throws Exception {
    Path config = working.resolve("not").resolve("there yet");
    Path file =
        EnvWriter.write(
            config,
            Map.of(Variable.CLICKHOUSE__HOST, "db1", Variable.CLICKHOUSE__PASSWORD, password));
    Settings read = Settings.read(Map.of(), config, working);
    assertThat(read.clickHouse().server().orElseThrow().password().reveal()).isEqualTo(password);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void whatCannotBeKeptIsSaidAndChangesNothing() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> EnvWriter.write(working, Map.of(Variable.CLICKHOUSE__PASSWORD, "a\nb")))
        .withMessageContaining("more than one line");
    assertThat(working).isEmptyDirectory();
  }

  @Test
  void aMoveThatFailsLeavesNothingBehind() throws Exception {
    // A folder with something in it cannot be replaced by a file.
    Path there = Files.createDirectories(working.resolve(".env").resolve("folder"));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> EnvWriter.write(working, Map.of(Variable.CLICKHOUSE__HOST, "db1")))
        .withMessageContaining("cannot be written");
    assertThat(there).exists();
    try (Stream<Path> files = Files.list(working)) {
      assertThat(files).containsExactly(working.resolve(".env"));
    }
  }
}
