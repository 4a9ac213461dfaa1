package datalayer.simulator;

import java.time.Instant;

/**
 * A published file as a listing shows it.
 *
 * @param key below the archive's address, without a leading slash
 * @param size in bytes
 */
public record PublishedFile(String key, long size, Instant modified) {

  String etag() {
    return "\"%016x-%x\"".formatted(modified.toEpochMilli(), size);
  }
}
