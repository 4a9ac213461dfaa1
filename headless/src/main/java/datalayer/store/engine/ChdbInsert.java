package datalayer.store.engine;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT that is fed from a stream. Data goes only this way: behind a statement's text a binary
 * format is cut at the first semicolon in it, without an error.
 */
final class ChdbInsert implements AutoCloseable {

  private static final int PIECE = 1 << 20;

  private final ChdbFunctions chdb;
  private final MemorySegment handle;
  private boolean ended;

  private ChdbInsert(ChdbFunctions chdb, MemorySegment handle) {
    this.chdb = chdb;
    this.handle = handle;
  }

  static ChdbInsert started(ChdbFunctions chdb, MemorySegment handle) throws StatementException {
    ChdbInsert insert = new ChdbInsert(chdb, handle);
    @Nullable String error = chdb.insertError(handle);
    if (error != null) {
      insert.close();
      throw StatementException.of(error);
    }
    return insert;
  }

  /**
   * Feeds all of the stream and commits. When the stream breaks, nothing of the open block is
   * written.
   */
  ChdbResult writeAll(InputStream data) throws IOException, StatementException {
    byte[] piece = new byte[PIECE];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(PIECE);
      for (int size = data.readNBytes(piece, 0, PIECE);
          size > 0;
          size = data.readNBytes(piece, 0, PIECE)) {
        MemorySegment.copy(piece, 0, copy, ValueLayout.JAVA_BYTE, 0, size);
        if (!chdb.append(handle, copy, size)) {
          break; // done() has the reason
        }
      }
    }
    ended = true;
    return new ChdbResult(chdb, chdb.done(handle)).orThrow();
  }

  @Override
  public void close() {
    if (!ended) {
      chdb.cancelInsert(handle);
    }
    chdb.destroyInsert(handle);
  }
}
