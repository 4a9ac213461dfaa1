package datalayer.store.engine;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Installs an npm package once per user, by name and version, whatever number of builds ask for it
 * at the same time. Scripts of packages are not run.
 */
public final class NpmInstall {

  private static final String LOCK = "install.lock";

  /** A file lock keeps other processes out, but throws at a second thread of this one. */
  private static final Object IN_THIS_PROCESS = new Object();

  private static final int LAST_LINES = 6;
  private static final long TICK_SECONDS = 2;

  private final Path cache;
  private final PrintStream progress;

  /** Installs below that folder, telling its progress on that stream. */
  public NpmInstall(Path cache, PrintStream progress) {
    this.cache = cache;
    this.progress = progress;
  }

  /** Puts what a package brought where it belongs, from its {@code node_modules}. */
  @FunctionalInterface
  public interface Placement {
    void place(Path nodeModules) throws IOException;
  }

  /**
   * Installs packages unless the target is there, and places what they brought.
   *
   * @param target what exists once the installation is complete
   * @throws EngineException when npm is missing or the registry refuses, saying what to do
   */
  public void once(Path target, Placement placement, String... packages)
      throws EngineException, InterruptedException {
    if (Files.exists(target)) {
      return;
    }
    try {
      Files.createDirectories(cache);
      synchronized (IN_THIS_PROCESS) {
        installLocked(target, placement, packages);
      }
    } catch (IOException e) {
      throw new EngineException(
          "cannot install "
              + String.join(" ", packages)
              + " below "
              + cache
              + ": "
              + e.getMessage()
              + "; check free space and rights there, or set XDG_CACHE_HOME to another folder",
          e);
    }
  }

  private void installLocked(Path target, Placement placement, String... packages)
      throws IOException, EngineException, InterruptedException {
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(target)) {
        install(placement, packages);
      }
    }
  }

  /** Moves in one step, so that a reader sees all of a file or folder or none of it. */
  public static void moveInto(Path target, Path from) throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    try {
      Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, target);
    }
  }

  private void install(Placement placement, String... packages)
      throws IOException, EngineException, InterruptedException {
    Path folder = Files.createTempDirectory(cache, "npm-");
    try {
      run(folder, packages);
      placement.place(folder.resolve("node_modules"));
    } finally {
      delete(folder);
    }
  }

  private void run(Path folder, String... packages)
      throws IOException, EngineException, InterruptedException {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(windows ? "npm.cmd" : "npm", "install", "--prefix", folder.toString()));
    command.addAll(List.of("--ignore-scripts", "--no-audit", "--no-fund", "--no-save"));
    command.addAll(List.of(packages));
    Path output = folder.resolve("npm.log");
    Process npm = started(command, output);
    long started = System.nanoTime();
    while (!npm.waitFor(TICK_SECONDS, TimeUnit.SECONDS)) {
      tell(packages, folder, started);
    }
    if (npm.exitValue() != 0) {
      throw new EngineException(refused(command, output));
    }
    progress.println();
  }

  private static Process started(List<String> command, Path output) throws EngineException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw new EngineException(
          "npm is needed to fetch "
              + command.getLast()
              + " and is not on the path ("
              + e.getMessage()
              + "). Install Node.js with npm and build again",
          e);
    }
  }

  private void tell(String[] packages, Path folder, long started) throws IOException {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
    progress.printf(
        Locale.ROOT,
        "\rfetching %s: %d MiB unpacked, %d s ",
        packages[0],
        size(folder) >> 20,
        seconds);
    progress.flush();
  }

  private static String refused(List<String> command, Path output) throws IOException {
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    return "npm could not install "
        + command.getLast()
        + ": "
        + String.join(" | ", last)
        + ". Check that `npm ping` works (proxy, registry in .npmrc) and build again";
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(NpmInstall::sizeOf).sum();
    } catch (UncheckedIOException e) {
      return 0; // npm moved a folder away while it was being counted
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
