package datalayer.store.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The C functions of the chDB library. A call pins its thread to the processor's, so callers use
 * platform threads.
 */
@SuppressWarnings("restricted") // native functions are the point
final class ChdbFunctions {

  private static final MemoryLayout[] STATEMENT = {
    ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG
  };

  private final SymbolLookup symbols;
  private final MethodHandle connect;
  private final MethodHandle close;
  private final MethodHandle query;
  private final MethodHandle streamQuery;
  private final MethodHandle streamFetch;
  private final MethodHandle streamCancel;
  private final MethodHandle streamInsert;
  private final MethodHandle append;
  private final MethodHandle done;
  private final MethodHandle insertError;
  private final MethodHandle cancelInsert;
  private final MethodHandle destroyInsert;
  private final MethodHandle classify;
  private final MethodHandle destroyResult;
  private final MethodHandle buffer;
  private final MethodHandle length;
  private final MethodHandle error;
  private final Map<Counter, MethodHandle> counters = new EnumMap<>(Counter.class);

  private ChdbFunctions(SymbolLookup symbols) {
    this.symbols = symbols;
    connect = function("chdb_connect", ADDRESS, JAVA_INT, ADDRESS);
    close = action("chdb_close_conn", ADDRESS);
    query = function("chdb_query_with_params_n", ADDRESS, STATEMENT);
    streamQuery = function("chdb_stream_query_with_params_n", ADDRESS, STATEMENT);
    streamFetch = function("chdb_stream_fetch_result", ADDRESS, ADDRESS, ADDRESS);
    streamCancel = action("chdb_stream_cancel_query", ADDRESS, ADDRESS);
    streamInsert = function("chdb_stream_insert_with_params_n", ADDRESS, STATEMENT);
    append = function("chdb_stream_append", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    done = function("chdb_stream_done", ADDRESS, ADDRESS);
    insertError = function("chdb_stream_insert_error", ADDRESS, ADDRESS);
    cancelInsert = action("chdb_stream_cancel_insert", ADDRESS);
    destroyInsert = action("chdb_destroy_insert_stream", ADDRESS);
    classify =
        function(
            "chdb_classify_query_n",
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_LONG,
            ADDRESS,
            JAVA_LONG,
            ADDRESS);
    destroyResult = action("chdb_destroy_query_result", ADDRESS);
    buffer = function("chdb_result_buffer", ADDRESS, ADDRESS);
    length = function("chdb_result_length", JAVA_LONG, ADDRESS);
    error = function("chdb_result_error", ADDRESS, ADDRESS);
    for (Counter counter : Counter.values()) {
      counters.put(counter, function(counter.symbol, JAVA_LONG, ADDRESS));
    }
  }

  /** What a result counts. */
  enum Counter {
    ROWS("chdb_result_rows_read"),
    READ_ROWS("chdb_result_storage_rows_read"),
    READ_BYTES("chdb_result_storage_bytes_read"),
    WRITTEN_ROWS("chdb_result_rows_written"),
    WRITTEN_BYTES("chdb_result_bytes_written");

    private final String symbol;

    Counter(String symbol) {
      this.symbol = symbol;
    }
  }

  /** Loads the library, and keeps its hands off the JVM's signal handlers before it can connect. */
  static ChdbFunctions load(Path library) throws EngineException {
    try {
      ChdbFunctions functions =
          new ChdbFunctions(SymbolLookup.libraryLookup(library, Arena.global()));
      functions.call(functions.action("chdb_set_signal_handlers_enabled", JAVA_INT), 0);
      return functions;
    } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
      throw new EngineException(
          library
              + " cannot be loaded as chDB "
              + EngineLibrary.VERSION
              + ": "
              + e.getMessage()
              + "; delete it and run the build again",
          e);
    }
  }

  MemorySegment connect(int count, MemorySegment arguments) {
    return (MemorySegment) call(connect, count, arguments);
  }

  void close(MemorySegment connection) {
    call(close, connection);
  }

  MemorySegment query(Object... statement) {
    return (MemorySegment) call(query, statement);
  }

  MemorySegment streamQuery(Object... statement) {
    return (MemorySegment) call(streamQuery, statement);
  }

  MemorySegment fetch(MemorySegment connection, MemorySegment stream) {
    return (MemorySegment) call(streamFetch, connection, stream);
  }

  void cancelQuery(MemorySegment connection, MemorySegment stream) {
    call(streamCancel, connection, stream);
  }

  MemorySegment streamInsert(Object... statement) {
    return (MemorySegment) call(streamInsert, statement);
  }

  boolean append(MemorySegment insert, MemorySegment data, long size) {
    return (int) call(append, insert, data, size) == 0;
  }

  MemorySegment done(MemorySegment insert) {
    return (MemorySegment) call(done, insert);
  }

  @Nullable String insertError(MemorySegment insert) {
    return text((MemorySegment) call(insertError, insert));
  }

  void cancelInsert(MemorySegment insert) {
    call(cancelInsert, insert);
  }

  void destroyInsert(MemorySegment insert) {
    call(destroyInsert, insert);
  }

  /** The text has a zero behind it. */
  boolean classify(MemorySegment connection, MemorySegment sql, MemorySegment report) {
    return (int) call(classify, connection, sql, sql.byteSize() - 1, MemorySegment.NULL, 0L, report)
        == 0;
  }

  void destroyResult(MemorySegment result) {
    call(destroyResult, result);
  }

  MemorySegment buffer(MemorySegment result) {
    long size = (long) call(length, result);
    return size == 0
        ? MemorySegment.NULL
        : ((MemorySegment) call(buffer, result)).reinterpret(size);
  }

  @Nullable String error(MemorySegment result) {
    return text((MemorySegment) call(error, result));
  }

  long counter(MemorySegment result, Counter counter) {
    return (long) call(Objects.requireNonNull(counters.get(counter)), result);
  }

  private static @Nullable String text(MemorySegment pointer) {
    return pointer.equals(MemorySegment.NULL)
        ? null
        : pointer.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
  }

  private MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  private MethodHandle action(String name, ValueLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
  }

  private Object call(MethodHandle handle, Object... arguments) {
    try {
      @Nullable Object result = handle.invokeWithArguments(arguments);
      return result == null ? MemorySegment.NULL : result;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a native call threw", e);
    }
  }
}
