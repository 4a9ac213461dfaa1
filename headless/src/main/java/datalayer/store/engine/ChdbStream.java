package datalayer.store.engine;

import java.lang.foreign.MemorySegment;

/** A SELECT under way, a block at a time. No other statement runs on its connection meanwhile. */
final class ChdbStream implements AutoCloseable {

  private final ChdbFunctions chdb;
  private final MemorySegment connection;
  private final ChdbResult stream;
  private boolean finished;

  ChdbStream(ChdbFunctions chdb, MemorySegment connection, ChdbResult stream) {
    this.chdb = chdb;
    this.connection = connection;
    this.stream = stream;
  }

  /** The next block, each with the format's header in front; an empty one at the end. */
  ChdbResult next() throws StatementException {
    ChdbResult block = new ChdbResult(chdb, chdb.fetch(connection, stream.handle()));
    finished = block.error().isPresent() || block.bytes().byteSize() == 0;
    return block.orThrow();
  }

  /** Stops the query in the engine when it has not ended by itself. */
  @Override
  public void close() {
    if (!finished) {
      chdb.cancelQuery(connection, stream.handle());
    }
    stream.close();
  }
}
