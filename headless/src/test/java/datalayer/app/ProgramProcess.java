package datalayer.app;

import datalayer.app.cli.CommandLineMain;
import datalayer.simulator.ArchiveServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The program in a process of its own, with what it said so far on both streams. */
public final class ProgramProcess implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofMinutes(3);

  /** The bit of signal 2 in Linux's masks. */
  private static final long SIGINT = 1L << 1;

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  /** How it ended and all it said. */
  public record Outcome(int code, String said) {}

  private ProgramProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().name("program-output").start(this::read);
  }

  /** Starts it over directories of a test's own and an archive on loopback. */
  public static ProgramProcess start(
      Path data, Path config, ArchiveServer archive, List<String> arguments) throws IOException {
    return start(
        data,
        config,
        Map.of(
            "BINANCE__ARCHIVE_URL",
            archive.archiveAddress().toString(),
            "BINANCE__ARCHIVE_LISTING_URL",
            archive.listingAddress().toString()),
        arguments);
  }

  /** Starts it over directories of a test's own, with variables. */
  public static ProgramProcess start(
      Path data, Path config, Map<String, String> variables, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(thatHearsInterrupts());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx300m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CommandLineMain.class.getName());
    command.addAll(List.of("--data-dir", data.toString(), "--config", config.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("CONTROL__PORT", "0");
    environment.putAll(variables);
    return new ProgramProcess(builder.start());
  }

  /**
   * What a command begins with so that Ctrl-C reaches it. A shell has what it runs in the
   * background ignore it, the build too, and children inherit that.
   */
  private static List<String> thatHearsInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return List.of();
    }
    boolean deaf =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(
                line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT) != 0);
    return deaf ? List.of("env", "--default-signal=INT") : List.of();
  }

  public long pid() {
    return process.pid();
  }

  /** Waits for a line; false when the process ended without one. */
  public synchronized boolean awaitLine(String prefix) throws InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (lines.stream().noneMatch(line -> line.startsWith(prefix))) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (ended || left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Waits for the end and everything said before it. */
  public Outcome awaitEnd() throws InterruptedException {
    if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it hangs after " + said());
    }
    synchronized (this) {
      while (!ended) {
        wait(DEADLINE.toMillis());
      }
    }
    return new Outcome(process.exitValue(), said());
  }

  public synchronized String said() {
    return String.join("\n", lines);
  }

  /** Sends it a signal, {@code TERM} or {@code INT}. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
  }

  /** Ends it as kill -9 does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
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
