package datalayer.simulator;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** What an archive publishes: a source's files, with files put over them or taken away. */
final class ArchiveContent implements ArchiveSource {

  private final ArchiveSource source;
  private final Map<String, Optional<Content>> changes = new ConcurrentSkipListMap<>();

  ArchiveContent(ArchiveSource source) {
    this.source = source;
  }

  void put(String key, byte[] bytes, Instant modified) {
    PublishedFile file = new PublishedFile(key, bytes.length, modified);
    changes.put(key, Optional.of(new Content(file, bytes.clone())));
  }

  void remove(String key) {
    changes.put(key, Optional.empty());
  }

  @Override
  public NavigableMap<String, PublishedFile> under(String prefix, String delimiter)
      throws IOException {
    NavigableMap<String, PublishedFile> found = source.under(prefix, delimiter);
    changes.forEach((key, put) -> {
      if (!key.startsWith(prefix)) {
        return;
      }
      put.ifPresentOrElse(p -> found.put(key, p.file()), () -> found.remove(key));
    });
    return found;
  }

  @Override
  public Optional<Content> content(String key) throws IOException {
    Optional<Content> change = changes.get(key);
    return change != null ? change : source.content(key);
  }
}
