package datalayer.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code .env} files: which one counts, how values are written, who may read them. */
final class EnvFileTest {

  @TempDir Path working;
  private Path config;

  @BeforeEach
  void folder() throws IOException {
    config = Files.createDirectory(working.resolve("config"));
  }

  @Test
  void aVariableBeatsTheConfigurationsFileAndThatBeatsTheWorkingDirectorys() throws IOException {
    write(config, "CONTROL__PORT=2\nBRIDGE__PORT=2");
    write(working, "CONTROL__PORT=3\nBRIDGE__PORT=3\nENGINE__PORT=3");
    Settings settings = read(Map.of("CONTROL__PORT", "1"));
    assertThat(settings.control().port()).isEqualTo(1);
    assertThat(settings.bridge().port()).isEqualTo(2);
    assertThat(settings.engine().port()).isEqualTo(3);
  }

  @Test
  void anEmptyVariableHidesTheFile() throws IOException {
    write(config, "CLICKHOUSE__HOST=ch.example");
    assertThat(read(Map.of()).clickHouse().server()).isPresent();
    assertThat(read(Map.of("CLICKHOUSE__HOST", "")).clickHouse().server()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          REDIS__PASSWORD=007               | `007`
          REDIS__PASSWORD=yes: x            | `yes: x`
          REDIS__PASSWORD = a=b             | `a=b`
          export REDIS__PASSWORD=x          | `x`
          REDIS__PASSWORD=" x # y "         | ` x # y `
          REDIS__PASSWORD='it"s'            | `it"s`
          REDIS__PASSWORD="$HOME\\n"        | `$HOME\\n`
          REDIS__PASSWORD=a#b               | `a#b`
          REDIS__PASSWORD=null              | `null`
          """)
  void valuesAreTakenAsTheyAre(String line, String value) throws IOException {
    write(config, "# a comment\n\n  REDIS__HOST=h\r\n" + line);
    assertThat(read(Map.of()).redis().orElseThrow().password().reveal()).isEqualTo(value);
  }

  @Test
  void otherProgramsLinesAreTheirBusiness() throws IOException {
    write(working, "COMPOSE_PROJECT_NAME=x\nAPI__KEY=y");
    assertThat(read(Map.of()).remarks()).isEmpty();
  }

  @Test
  void aByteOrderMarkDoesNotMatter() throws IOException {
    write(config, "\uFEFFENGINE__PORT=7");
    assertThat(read(Map.of()).engine().port()).isEqualTo(7);
  }

  /** The file's text, and what is said about it. */
  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(
            "\n\n\nCLICKHOUSE__HOTS=x",
            "config/.env line 4: CLICKHOUSE__HOTS is not known. Did you mean CLICKHOUSE__HOST?"),
        arguments(
            "CLICKHOUSE_HOST=x",
            "config/.env line 1: CLICKHOUSE_HOST is not known. Did you mean CLICKHOUSE__HOST?"),
        arguments(
            "BINANCE__API_KEY=x",
            "config/.env line 1: BINANCE__API_KEY is not known. The file .env.example names every"
                + " variable."),
        arguments(
            "CLICKHOUSE__PASSWORD: hunter2",
            "config/.env line 1: this is no NAME=value. Start the line with # if it is a comment."),
        arguments(
            "CLICKHOUSE__PASSWORD=hunter2 # mine",
            "config/.env line 1: CLICKHOUSE__PASSWORD has a # in it. Put the value in quotes, or"
                + " the comment on a line of its own."),
        arguments(
            "CLICKHOUSE__PASSWORD=\"hunter2",
            "config/.env line 1: CLICKHOUSE__PASSWORD starts with a quote and does not end with"
                + " it."),
        arguments(
            "REDIS__PORT=1\nREDIS__PORT=1",
            "config/.env line 2: REDIS__PORT is set a second time; line 1 sets it too."),
        arguments(
            "REDIS__HOST=h\nREDIS__PORT=0",
            "config/.env line 2: REDIS__PORT is \"0\"; it must be a whole number from 1 to"
                + " 65535."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void everyFaultIsNamedWithItsLine(String text, String said) throws IOException {
    write(config, text);
    assertThat(problems()).containsExactly(said);
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Files.write(
        config.resolve(".env"), "REDIS__HOST=z\u00fcrich".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(problems()).containsExactly("config/.env is not UTF-8 text. Save it as UTF-8.");
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    Files.createDirectory(config.resolve(".env"));
    assertThat(problems())
        .containsExactly(
            "config/.env is no file. Remove it, or make it a file of NAME=value lines.");
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    write(config, "#".repeat(65_537));
    assertThat(problems())
        .containsExactly("config/.env has 65,537 bytes; it may have up to 65,536.");
  }

  @Test
  void aSecretThatOthersMayReadIsRefused() throws IOException {
    write(config, "REDIS__HOST=h\nREDIS__PASSWORD=hunter2");
    open("rw-r--r--");
    assertThat(problems())
        .containsExactly(
            "config/.env line 2: REDIS__PASSWORD is a secret, and the file is open to others"
                + " (rw-r--r--). Run: chmod 600 config/.env");
  }

  @Test
  void aFileWithoutSecretsMayBeOpen() throws IOException {
    write(config, "REDIS__HOST=h\nREDIS__PASSWORD=");
    open("rw-r--r--");
    assertThat(read(Map.of()).redis()).isPresent();
  }

  private void open(String permissions) throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this file system knows no permissions");
    Files.setPosixFilePermissions(
        config.resolve(".env"), PosixFilePermissions.fromString(permissions));
  }

  private static void write(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(".env"), text);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private List<String> problems() {
    ConfigException failure = catchThrowableOfType(ConfigException.class, () -> read(Map.of()));
    assertThat(failure.getMessage()).doesNotContain("hunter2");
    return failure.problems();
  }

  private Settings read(Map<String, String> variables) {
    return Settings.read(variables, config, working);
  }
}
