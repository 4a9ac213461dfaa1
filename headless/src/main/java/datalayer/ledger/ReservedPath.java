package datalayer.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A path, as H2 knows them, whose database file keeps room ahead of itself and whose writes wait
 * for room: {@code reserved:/data/operations}. H2 makes these by reflection, which is why the class
 * is public.
 */
public final class ReservedPath extends FilePathWrapper {

  static final String SCHEME = "reserved";

  private static final Map<String, Reserve> RESERVES = new ConcurrentHashMap<>();

  /** Makes the scheme known to H2. */
  static void register() {
    FilePath.register(new ReservedPath());
  }

  /**
   * The reserve of a file.
   *
   * @param name as H2 names it, scheme and ending included
   */
  static Reserve reserve(String name) {
    return RESERVES.computeIfAbsent(name, Reserve::new);
  }

  /** The file is closed for good. */
  static void forget(String name) {
    RESERVES.remove(name);
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    FileChannel file = getBase().open(mode);
    // Temporary files are none of ours, and whoever only reads writes nothing.
    return mode.equals("r") || !name.endsWith(".mv.db")
        ? file
        : new ReservedFile(file, reserve(name));
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }
}
