package datalayer.simulator;

import java.io.IOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Where an archive's files come from. */
public interface ArchiveSource {

  /** An archive without files. */
  ArchiveSource NONE =
      new ArchiveSource() {
        @Override
        public NavigableMap<String, PublishedFile> under(String prefix, String delimiter) {
          return new TreeMap<>();
        }

        @Override
        public Optional<Content> content(String key) {
          return Optional.empty();
        }
      };

  /** A file with its bytes; {@code file} tells their true number. */
  @SuppressWarnings("ArrayRecordComponent") // contents are sent, never compared
  record Content(PublishedFile file, byte[] bytes) {}

  /**
   * The published files whose key starts with the prefix, by key: every one that has no delimiter
   * behind the prefix, and at least one for each continuation of the prefix up to a delimiter.
   *
   * @param delimiter at which a listing folds keys into folders; empty when it does not
   */
  NavigableMap<String, PublishedFile> under(String prefix, String delimiter) throws IOException;

  /** The file of that key, or nothing when none is published. */
  Optional<Content> content(String key) throws IOException;
}
