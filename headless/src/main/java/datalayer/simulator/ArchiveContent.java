package datalayer.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an archive publishes: a folder's files, with files put over them or taken away. */
final class ArchiveContent {

  /** A published file as a listing shows it. */
  record Listed(String key, long size, Instant modified) {

    String etag() {
      return "\"%016x-%x\"".formatted(modified.toEpochMilli(), size);
    }
  }

  private record Put(byte[] bytes, Instant modified) {}

  private final @Nullable Path folder;
  private final Map<String, Optional<Put>> changes = new ConcurrentSkipListMap<>();

  ArchiveContent(@Nullable Path folder) {
    try {
      this.folder = folder == null ? null : folder.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("the archive's folder cannot be read: " + folder, e);
    }
  }

  void put(String key, byte[] bytes, Instant modified) {
    changes.put(key, Optional.of(new Put(bytes.clone(), modified)));
  }

  void remove(String key) {
    changes.put(key, Optional.empty());
  }

  /** Every published file whose key starts with the prefix, by key. */
  NavigableMap<String, Listed> under(String prefix) throws IOException {
    NavigableMap<String, Listed> found = new TreeMap<>();
    if (folder != null) {
      addFolder(folder, prefix, found);
    }
    changes.forEach((key, put) -> {
      if (!key.startsWith(prefix)) {
        return;
      }
      put.ifPresentOrElse(
          p -> found.put(key, new Listed(key, p.bytes.length, p.modified)),
          () -> found.remove(key));
    });
    return found;
  }

  Optional<Listed> listed(String key) throws IOException {
    Optional<Put> change = changes.get(key);
    if (change != null) {
      return change.map(put -> new Listed(key, put.bytes.length, put.modified));
    }
    Path file = file(key);
    return file == null ? Optional.empty() : Optional.of(listed(key, file));
  }

  byte[] bytes(String key) throws IOException {
    Optional<Put> change = changes.get(key);
    if (change != null && change.isPresent()) {
      return change.get().bytes;
    }
    Path file = file(key);
    return file == null ? new byte[0] : Files.readAllBytes(file);
  }

  /** The folder's file of that key, or null; never one outside the folder. */
  private @Nullable Path file(String key) throws IOException {
    if (folder == null || key.isEmpty() || key.indexOf('\0') >= 0) {
      return null;
    }
    Path file = folder.resolve(key).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      return null;
    }
    return file.toRealPath().startsWith(folder) ? file : null;
  }

  private static void addFolder(Path folder, String prefix, Map<String, Listed> found)
      throws IOException {
    Path start = folder.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1)).normalize();
    if (!start.startsWith(folder) || !Files.isDirectory(start)) {
      return;
    }
    try (Stream<Path> files = Files.walk(start)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = folder.relativize(file).toString().replace('\\', '/');
        if (key.startsWith(prefix)) {
          found.put(key, listed(key, file));
        }
      }
    }
  }

  private static Listed listed(String key, Path file) throws IOException {
    return new Listed(key, Files.size(file), Files.getLastModifiedTime(file).toInstant());
  }
}
