package datalayer.store.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How to run an embedded engine.
 *
 * @param directory where the engine keeps its data; one engine process at a time
 * @param port loopback port to serve on, 0 for any free one
 * @param library the chDB library, empty to look where the build and the installers put it
 * @param maxMemory bytes that all queries together may use
 * @param threads threads that one query may use
 * @param jvmArguments further arguments for the engine's JVM
 */
public record EngineOptions(
    Path directory,
    int port,
    Optional<Path> library,
    long maxMemory,
    int threads,
    List<String> jvmArguments) {

  private static final long MIN_MEMORY = 256L << 20;

  public EngineOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("ENGINE__PORT is " + port + "; it must be 0 to 65535");
    }
    if (maxMemory < MIN_MEMORY) {
      throw new IllegalArgumentException(
          "the engine's memory is " + maxMemory + " bytes; it needs at least " + MIN_MEMORY);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("the engine's threads are " + threads + ", not 1 or more");
    }
    directory = directory.toAbsolutePath().normalize();
    jvmArguments = List.copyOf(jvmArguments);
  }

  /** A data directory with everything else left to this machine: any port, half the memory. */
  public static EngineOptions in(Path directory) {
    return new EngineOptions(
        directory,
        0,
        Optional.empty(),
        Math.max(MIN_MEMORY, physicalMemory() / 2),
        Math.max(2, Runtime.getRuntime().availableProcessors()),
        List.of());
  }

  /** The same on another port. */
  public EngineOptions withPort(int newPort) {
    return new EngineOptions(directory, newPort, library, maxMemory, threads, jvmArguments);
  }

  private static long physicalMemory() {
    return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 8L << 30;
  }
}
