package datalayer.app.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Folders of a drill. */
final class Directories {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Directories() {}

  /**
   * Deletes a folder with all that is in it. An engine whose parent was killed may still be tidying
   * up in it: what it took away first is gone all the same, what it adds is deleted too.
   */
  static void delete(Path folder) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!isDeleted(folder)) {
      if (System.nanoTime() > end) {
        throw new IOException(folder + " is written to again and again");
      }
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
  }

  private static boolean isDeleted(Path folder) throws IOException {
    try {
      for (Path file : deepestFirst(folder)) {
        Files.deleteIfExists(file);
      }
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      return false;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return false;
      }
      throw e;
    }
    return true;
  }

  private static List<Path> deepestFirst(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
