package datalayer.store.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One real engine for all tests of a JVM, started when the first asks for it. */
public final class TestEngine {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable EngineProcess shared;

  private TestEngine() {}

  /** The engine; it ends with this JVM. */
  public static synchronized EngineProcess shared() {
    if (shared == null) {
      Path directory = temporaryDirectory();
      EngineProcess engine = start(EngineOptions.in(directory));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                engine.close();
                delete(directory);
              }));
      shared = engine;
    }
    return shared;
  }

  /** A name for a database that no other test has; the caller creates it. */
  public static String freshDatabase() {
    return "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
  }

  /** An engine of the caller's own, for tests that stop or kill it. */
  public static EngineProcess start(EngineOptions options) {
    try {
      return EngineProcess.start(options, InstantSource.system());
    } catch (EngineException e) {
      throw new IllegalStateException("this test needs the embedded engine: " + e.getMessage(), e);
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("datalayer-engine-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // what is left is in the system's temporary folder
    }
  }
}
