package datalayer.store.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A main class of these tests in a JVM of its own, for what would take this one down. */
final class ForkedJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private ForkedJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static ForkedJvm of(Class<?> main, String... arguments) throws IOException {
    return of(Map.of(), main, arguments);
  }

  static ForkedJvm of(Map<String, String> environment, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new ForkedJvm(builder.start());
  }

  /** What follows the prefix on the first line that has it. */
  String line(String prefix) throws IOException {
    List<String> seen = new ArrayList<>();
    for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(prefix)) {
        return line.substring(prefix.length());
      }
      seen.add(line);
    }
    throw new AssertionError("no line '" + prefix + "' among " + seen);
  }

  /** All that it still prints. */
  String rest() throws IOException {
    return String.join("\n", output.lines().toList());
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the forked JVM hangs");
    }
    return process.exitValue();
  }

  /** Ends it as kill -9 does. */
  void kill() {
    process.destroyForcibly();
  }

  /** Ends it as kill does, and Ctrl-C nearly. */
  void terminate() {
    process.destroy();
  }

  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
