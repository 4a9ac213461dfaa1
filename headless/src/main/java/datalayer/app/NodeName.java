package datalayer.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** What a data directory is called among the nodes that share an operations database. */
final class NodeName {

  private static final String FILE = "node";

  private NodeName() {}

  /** The same one at every start; the caller holds the directory. */
  static String of(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      if (Files.exists(file)) {
        String name = Files.readString(file).strip();
        if (!name.isEmpty()) {
          return name;
        }
      }
      String name = UUID.randomUUID().toString();
      Files.writeString(file, name);
      return name;
    } catch (IOException e) {
      throw new StartException(
          "%s cannot be written: %s; make the data directory writable, or choose another with --data-dir"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
