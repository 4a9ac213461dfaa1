package datalayer.console.fx;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** Settings in a small properties file, written by a thread of its own. */
public final class FileSettings implements Settings {

  private static final Logger LOG = System.getLogger(FileSettings.class.getName());

  private final Path file;
  private final Properties values = new Properties();
  private final Object disk = new Object();

  /**
   * @param file need not exist
   */
  public FileSettings(Path file) {
    this.file = file;
    if (Files.isReadable(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        values.load(in);
      } catch (IOException | IllegalArgumentException e) {
        LOG.log(Level.WARNING, "settings in {0} are not readable and start anew: {1}", file, e);
      }
    }
  }

  @Override
  public String read(String key, String otherwise) {
    return values.getProperty(key, otherwise);
  }

  @Override
  public void write(String key, String value) {
    if (!value.equals(values.setProperty(key, value))) {
      Thread.ofVirtual().name("console-settings").start(this::save);
    }
  }

  private void save() {
    synchronized (disk) {
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Writer out = Files.newBufferedWriter(beside)) {
          values.store(out, "What the console remembers");
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "settings cannot be written to {0}: {1}", file, e);
      }
    }
  }
}
