package datalayer.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a folder shaped like data.binance.vision; never one outside it. */
public final class FolderSource implements ArchiveSource {

  private final Path folder;

  public FolderSource(Path folder) {
    try {
      this.folder = folder.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("the archive's folder cannot be read: " + folder, e);
    }
  }

  @Override
  public NavigableMap<String, PublishedFile> under(String prefix, String delimiter)
      throws IOException {
    NavigableMap<String, PublishedFile> found = new TreeMap<>();
    Path start = folder.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1)).normalize();
    if (start.startsWith(folder) && Files.isDirectory(start)) {
      add(start, prefix, found);
    }
    return found;
  }

  @Override
  public Optional<Content> content(String key) throws IOException {
    Path file = file(key);
    return file == null
        ? Optional.empty()
        : Optional.of(new Content(published(key, file), Files.readAllBytes(file)));
  }

  private @Nullable Path file(String key) throws IOException {
    if (key.isEmpty() || key.indexOf('\0') >= 0) {
      return null;
    }
    Path file = folder.resolve(key).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      return null;
    }
    return file.toRealPath().startsWith(folder) ? file : null;
  }

  private void add(Path start, String prefix, Map<String, PublishedFile> found) throws IOException {
    try (Stream<Path> files = Files.walk(start)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = folder.relativize(file).toString().replace('\\', '/');
        if (key.startsWith(prefix)) {
          found.put(key, published(key, file));
        }
      }
    }
  }

  private static PublishedFile published(String key, Path file) throws IOException {
    return new PublishedFile(key, Files.size(file), Files.getLastModifiedTime(file).toInstant());
  }
}
