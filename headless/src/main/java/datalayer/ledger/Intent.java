package datalayer.ledger;

import org.jspecify.annotations.Nullable;

/**
 * An insert that was promised. Its bytes lie in the spool of the node that made the promise, named
 * by the token, until every layer is proven to have them; then the intent is verified.
 *
 * @param token deduplication token and name of the spooled bytes, 64 hexadecimal digits
 * @param chunkKey what is delivered: series or slice, and range
 * @param generation how often this key was sealed before; a repair is a new generation
 * @param chunkId the {@code chunk_id} of its rows: key and generation
 * @param version of all its rows
 * @param rows in the insert, rejected ones among them
 * @param sha256 of the spooled bytes
 * @param manifest what its verification will record, as JSON
 * @param node in whose spool the bytes are; empty before nodes had names
 * @param fence under which the promise was made
 */
public record Intent(
    String token,
    String chunkKey,
    int generation,
    String chunkId,
    @Nullable String runId,
    long version,
    long rows,
    long bytes,
    String sha256,
    String manifest,
    String node,
    Fence fence) {

  /** A promise of no node and no lane. */
  public Intent(
      String token,
      String chunkKey,
      int generation,
      String chunkId,
      @Nullable String runId,
      long version,
      long rows,
      long bytes,
      String sha256,
      String manifest) {
    this(
        token,
        chunkKey,
        generation,
        chunkId,
        runId,
        version,
        rows,
        bytes,
        sha256,
        manifest,
        "",
        Fence.NONE);
  }
}
