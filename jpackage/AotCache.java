import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Gives the image a cache of what its start loads and links (JEP 483, 514, 515). The image's own
 * launcher opens the console once, in memory, over the demo's exchanges; the virtual machine writes
 * down what it did, and the launcher uses that from then on. A cache that does not fit, whatever the
 * reason, is passed over by the virtual machine: the program then starts as it would without one.
 *
 * <p>Run by the build: {@code java AotCache.java IMAGE}. Where the training fails the image stays as
 * it was, which is said and is no error.
 */
@SuppressWarnings("DefaultPackage") // a program of one file
public final class AotCache {

  private static final String FILE = "datalayer.aot";
  private static final String SECTION = "[JavaOptions]";
  private static final long SCREENS_SECONDS = 180;
  private static final long USE_SECONDS = 10;
  private static final long ASSEMBLY_SECONDS = 600;
  private static final long ENGINE_SECONDS = 60;

  /** Why the image gets no cache. */
  private static final class NoCacheException extends Exception {

    private static final long serialVersionUID = 1;

    NoCacheException(String message) {
      super(message);
    }
  }

  private final Path launcher;
  private final Path app;
  private final Path settings;

  private AotCache(Path launcher, Path app) {
    this.launcher = launcher;
    this.app = app;
    this.settings = app.resolve("datalayer.cfg");
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    AotCache cache = in(Path.of(arguments[0]).toAbsolutePath().normalize());
    List<String> before = Files.readAllLines(cache.settings);
    try {
      cache.train(before);
      Files.write(cache.settings, with(before, "-XX:AOTCache=$APPDIR/" + FILE));
      cache.check();
    } catch (NoCacheException e) {
      Files.write(cache.settings, before);
      Files.deleteIfExists(cache.file());
      System.out.println("The image starts without an AOT cache: " + e.getMessage());
    }
  }

  /** The image's parts, as jpackage lays them out on this platform. */
  private static AotCache in(Path image) {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return new AotCache(image.resolve("datalayer.exe"), image.resolve("app"));
    }
    if (os.startsWith("mac")) {
      Path contents = image.resolveSibling("datalayer.app").resolve("Contents");
      return new AotCache(contents.resolve("MacOS/datalayer"), contents.resolve("app"));
    }
    return new AotCache(image.resolve("bin/datalayer"), image.resolve("lib/app"));
  }

  private Path file() {
    return app.resolve(FILE);
  }

  /** Opens the console, uses it for a moment, and has it end as a user's does. */
  private void train(List<String> before) throws NoCacheException, IOException, InterruptedException {
    Files.deleteIfExists(file());
    Path data = Files.createTempDirectory("datalayer-aot");
    String output = "-XX:AOTCacheOutput=" + file();
    Files.write(settings, with(before, output, "-Dglass.platform=Headless", "-Dprism.order=sw"));
    Process process = start(List.of("--data-dir", data.toString(), "--demo"), "INFO");
    List<ProcessHandle> engines = List.of();
    try {
      CountDownLatch screens = new CountDownLatch(1);
      List<String> lines = follow(process, screens);
      // without an engine there is a window that says so, and no screens: still worth having
      if (screens.await(SCREENS_SECONDS, TimeUnit.SECONDS)) {
        process.waitFor(USE_SECONDS, TimeUnit.SECONDS);
      }
      engines = process.descendants().toList();
      process.toHandle().destroy(); // unlike the process's own, it leaves the streams open
      if (!process.waitFor(ASSEMBLY_SECONDS, TimeUnit.SECONDS)) {
        throw new NoCacheException("its training did not end");
      }
      if (!Files.isRegularFile(file())) {
        throw new NoCacheException("its training wrote none: " + last(lines));
      }
    } finally {
      Files.write(settings, before);
      process.destroyForcibly().waitFor();
      for (ProcessHandle engine : engines) {
        engine.onExit().orTimeout(ENGINE_SECONDS, TimeUnit.SECONDS).handle((e, late) -> e).join();
      }
      delete(data);
    }
  }

  /** Starts it with the option that makes a cache that does not fit an error. */
  private void check() throws NoCacheException, IOException, InterruptedException {
    List<String> trained = Files.readAllLines(settings);
    Files.write(settings, with(trained, "-XX:AOTMode=on"));
    Process process = start(List.of("--version"), "WARN");
    List<String> lines = follow(process, new CountDownLatch(1));
    int code;
    try {
      code = process.waitFor();
    } finally {
      Files.write(settings, trained);
    }
    if (code != 0) {
      throw new NoCacheException("the one it was given does not fit: " + last(lines));
    }
  }

  private Process start(List<String> arguments, String logLevel) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DATALAYER_LOG_LEVEL", logLevel);
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
    return builder.start();
  }

  /** Reads what it says, on a thread of its own. */
  private static List<String> follow(Process process, CountDownLatch screens) {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    Thread.ofPlatform().daemon().start(() -> {
      try (BufferedReader reader = process.inputReader()) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.add(line);
          if (line.contains("first frame") && line.contains("screens")) {
            screens.countDown();
          }
        }
      } catch (IOException e) {
        lines.add(String.valueOf(e));
      }
    });
    return lines;
  }

  private static String last(List<String> lines) {
    synchronized (lines) {
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
  }

  private static List<String> with(List<String> lines, String... options) {
    List<String> changed = new ArrayList<>(lines);
    int at = changed.indexOf(SECTION) + 1;
    for (String option : options) {
      changed.add(at, "java-options=" + option);
    }
    return changed;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
