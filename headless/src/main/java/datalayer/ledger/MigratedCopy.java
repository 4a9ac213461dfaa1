package datalayer.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes a closed H2 file as a whole or not at all: the change is made to a copy, which then takes
 * the file's place. H2 rewrites a table to add a column to it, each statement is a commit, and a
 * process killed between two of them leaves foreign keys that point to the table's old self.
 */
final class MigratedCopy {

  private static final Logger LOG = LoggerFactory.getLogger(MigratedCopy.class);

  private final Path file;
  private final Path copy;

  MigratedCopy(Path file) {
    this.file = file;
    String name = String.valueOf(file.getFileName());
    this.copy = file.resolveSibling("migrating-" + name);
  }

  /**
   * Hands a copy of the file to the change and puts it in the file's place. What an earlier process
   * left of its copy is thrown away.
   *
   * @throws LedgerException when the disk refuses; the file is then as it was
   */
  void replace(Consumer<Path> change) {
    try {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      change.accept(copy);
      try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder();
    } catch (IOException e) {
      throw new LedgerException(
          "the operations database %s cannot be brought to this version: %s; it is as it was; give its folder room (twice the file) and start again"
              .formatted(file, e),
          e);
    }
  }

  private void syncFolder() {
    try (FileChannel folder =
        FileChannel.open(file.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      // Windows does not open folders; there the rename is as durable as the system makes it.
      LOG.atDebug().setCause(e).log("folder not synced");
    }
  }
}
