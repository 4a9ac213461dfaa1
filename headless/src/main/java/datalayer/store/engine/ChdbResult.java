package datalayer.store.engine;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** What a statement answered. Its bytes live in the engine's memory until it is closed. */
final class ChdbResult implements AutoCloseable {

  private final ChdbFunctions chdb;
  private final MemorySegment handle;

  ChdbResult(ChdbFunctions chdb, MemorySegment handle) {
    this.chdb = chdb;
    this.handle = handle;
  }

  MemorySegment handle() {
    return handle;
  }

  /** ClickHouse's own words when the statement failed. */
  Optional<String> error() {
    return handle.equals(MemorySegment.NULL)
        ? Optional.of("Code: 1001. DB::Exception: the engine gave no result. (STD_EXCEPTION)")
        : Optional.ofNullable(chdb.error(handle));
  }

  /** The formatted rows; an empty segment when there are none. */
  MemorySegment bytes() {
    return chdb.buffer(handle);
  }

  long counter(ChdbFunctions.Counter counter) {
    return chdb.counter(handle, counter);
  }

  /** This result, or its failure. */
  ChdbResult orThrow() throws StatementException {
    Optional<String> error = error();
    if (error.isPresent()) {
      close();
      throw StatementException.of(error.get());
    }
    return this;
  }

  @Override
  public void close() {
    if (!handle.equals(MemorySegment.NULL)) {
      chdb.destroyResult(handle);
    }
  }
}
