package datalayer.app.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program in a JVM of its own, with what it said so far. */
final class ChildProcess implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final String SETSID = "/usr/bin/setsid";

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  private ChildProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().name("child-output").start(this::read);
  }

  static ChildProcess start(Class<?> program, List<String> arguments) throws IOException {
    return start(List.of(), program, arguments);
  }

  /**
   * As above, for one that is to be frozen; in a session of its own, where the system has those.
   * Otherwise it is hung up on, and ends, when the shell that the tests were started from goes
   * while it is stopped: so says POSIX of orphaned process groups.
   */
  static ChildProcess startApart(Class<?> program, List<String> arguments) throws IOException {
    boolean possible = Files.isExecutable(Path.of(SETSID));
    return start(possible ? List.of(SETSID) : List.of(), program, arguments);
  }

  private static ChildProcess start(List<String> before, Class<?> program, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx300m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.addAll(arguments);
    return new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** The application's process. */
  long pid() {
    return process.pid();
  }

  /** The engines it has running: one, or none while it starts. */
  List<ProcessHandle> engines() {
    return process.children().toList();
  }

  /** Waits for a line; false when the process ended without one. */
  synchronized boolean awaitLine(String prefix) throws InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (find(prefix) == null) {
      if (ended) {
        return false;
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("no line '" + prefix + "' in " + DEADLINE + " among " + lines);
      }
      wait(left);
    }
    return true;
  }

  /** Tells it a line. */
  void tell(String line) throws IOException {
    process.outputWriter().write(line);
    process.outputWriter().newLine();
    process.outputWriter().flush();
  }

  /** Tells it to end in its own time, by closing its input. */
  void askToEnd() throws IOException {
    process.outputWriter().close();
  }

  /** The rest of the first line that begins so; it has been said. */
  synchronized String line(String prefix) {
    String line = find(prefix);
    if (line == null) {
      throw new AssertionError("no line '" + prefix + "' among " + lines);
    }
    return line.substring(prefix.length());
  }

  /** Waits for the end, at most the time given. Returns whether it is there. */
  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Waits for the end and everything said before it. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it hangs after " + said());
    }
    synchronized (this) {
      while (!ended) {
        wait(DEADLINE.toMillis());
      }
    }
    return process.exitValue();
  }

  /** What it ended with; 128 and the signal's number where one killed it. */
  int code() {
    return process.exitValue();
  }

  synchronized boolean hasSaid(String prefix) {
    return find(prefix) != null;
  }

  synchronized String said() {
    return String.join("\n", lines);
  }

  /** Ends the application as kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private @Nullable String find(String prefix) {
    for (String line : lines) {
      if (line.startsWith(prefix)) {
        return line;
      }
    }
    return null;
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
        synchronized (this) {
          lines.add(line);
          notifyAll();
        }
      }
    } catch (IOException e) {
      // the pipe went with the process
    }
    synchronized (this) {
      ended = true;
      notifyAll();
    }
  }
}
