package datalayer.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program in a JVM of its own, so that it can be measured, or killed. */
public final class Application implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private Application(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a class of this class path. */
  public static Application start(Class<?> program, List<String> java, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.addAll(arguments);
    return new Application(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /**
   * The rest of the next line that begins so; others are shown as progress.
   *
   * @throws IllegalStateException when it ended without one
   */
  public String next(String prefix) throws IOException {
    for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(prefix)) {
        return line.substring(prefix.length());
      }
      Report.progress("  " + line);
    }
    throw new IllegalStateException("the application ended without saying " + prefix);
  }

  /** Waits until it has ended by itself. */
  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  /** Ends it as kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
