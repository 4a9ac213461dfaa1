package datalayer.store.engine;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the engine's process, from its start to its exit. */
final class EngineChild {

  private static final Logger log = LoggerFactory.getLogger(EngineChild.class);
  private static final int KEPT_LINES = 20;
  private static final long START_SECONDS = 120;

  private final Process process;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private EngineChild(Process process) {
    this.process = process;
  }

  /** Starts a process and waits until it serves. */
  static EngineChild start(Path library, EngineOptions options, int port, String token)
      throws EngineException {
    EngineChild child = new EngineChild(spawn(library, options, port));
    Thread.ofPlatform().daemon().name("engine-out").start(child::readAnswers);
    Thread.ofPlatform().daemon().name("engine-err").start(child::readErrors);
    try {
      OutputStream in = child.process.getOutputStream();
      in.write((token + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
      child.port.get(START_SECONDS, TimeUnit.SECONDS);
      return child;
    } catch (IOException | ExecutionException e) {
      child.kill();
      throw new EngineException(child.whyNotStarted(options, e), e);
    } catch (TimeoutException e) {
      child.kill();
      throw new EngineException(
          "the engine on " + options.directory() + " did not start in " + START_SECONDS + " s", e);
    } catch (InterruptedException e) {
      child.kill();
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted while the engine started", e);
    }
  }

  int port() {
    return port.join();
  }

  long pid() {
    return process.pid();
  }

  int awaitExit() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to end, and makes it when it does not in time. */
  int stop(long seconds) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // it is gone already
    }
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        log.atWarn().addKeyValue("pid", pid()).log("engine did not stop in time, killing it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return kill();
  }

  String lastWords() {
    synchronized (lastLines) {
      return String.join("; ", lastLines);
    }
  }

  private int kill() {
    process.destroyForcibly();
    return process.onExit().join().exitValue();
  }

  private static Process spawn(Path library, EngineOptions options, int port)
      throws EngineException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    // The Java in it only hands bytes on. Compiling that harder takes more time than it gives back.
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options.jvmArguments());
    command.addAll(List.of("-cp", classPath(), EngineMain.class.getName()));
    command.addAll(List.of(library.toString(), options.directory().toString()));
    command.add(Integer.toString(port));
    command.add(Long.toString(options.maxMemory()));
    command.add(Integer.toString(options.threads()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TZ", "UTC");
    try {
      Files.createDirectories(options.directory());
      return builder.start();
    } catch (IOException e) {
      throw new EngineException(
          "the engine's process cannot be started with " + java + ": " + e.getMessage(), e);
    }
  }

  private static String classPath() {
    String path = System.getProperty("java.class.path", "");
    return List.of(path.split(File.pathSeparator, -1)).stream()
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(java.util.stream.Collectors.joining(File.pathSeparator));
  }

  private void readAnswers() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(EngineMain.READY)) {
          port.complete(Integer.parseInt(line.substring(EngineMain.READY.length())));
        } else if (line.startsWith(EngineMain.FAILED)) {
          port.completeExceptionally(new IOException(line.substring(EngineMain.FAILED.length())));
        } else {
          remember(line);
        }
      }
    } catch (IOException e) {
      // the pipe went with the process
    }
    port.completeExceptionally(new IOException("it ended before it answered"));
  }

  private void readErrors() {
    try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
      for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
        remember(line);
      }
    } catch (IOException e) {
      // the pipe went with the process
    }
  }

  private void remember(String line) {
    log.atDebug().addKeyValue("pid", pid()).log(line);
    synchronized (lastLines) {
      if (lastLines.size() == KEPT_LINES) {
        lastLines.removeFirst();
      }
      lastLines.addLast(line);
    }
  }

  private String whyNotStarted(EngineOptions options, Exception e) {
    @Nullable Throwable cause = e.getCause();
    String reason = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    String words = lastWords();
    if (words.contains("Code: 76")) {
      return "the engine's data directory "
          + options.directory()
          + " is in use by another ClickHouse engine; stop that one or name another directory with"
          + " --data-dir";
    }
    return words.isEmpty() ? reason : reason + " (" + words + ")";
  }
}
