package datalayer.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the run, on the disk that Java's temporary files are on; gone afterwards. */
final class Scratch implements AutoCloseable {

  private final Path root;
  private int folders;

  Scratch() throws IOException {
    this.root = Files.createTempDirectory("datalayer-bench-");
  }

  /** A new, empty folder. */
  Path folder(String name) {
    try {
      return Files.createDirectory(root.resolve(name + "-" + ++folders));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // what is left is in the system's temporary folder
    }
  }

  @Override
  public void close() {
    delete(root);
  }
}
