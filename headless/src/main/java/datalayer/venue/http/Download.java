package datalayer.venue.http;

import java.nio.file.Path;

/**
 * A body kept as a file.
 *
 * @param sha256 of its bytes, lower-case hexadecimal
 */
public record Download(Path file, long bytes, String sha256) {}
