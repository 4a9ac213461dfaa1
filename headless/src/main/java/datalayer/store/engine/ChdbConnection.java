package datalayer.store.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One connection: its own settings, current database and temporary tables, one statement at a time.
 * Used by one thread, which must be a platform thread.
 */
@SuppressWarnings("restricted") // native memory is the point
final class ChdbConnection implements AutoCloseable {

  private static final int READ_ONLY = 0;

  private final ChdbFunctions chdb;
  private final MemorySegment outer;
  private final MemorySegment handle;

  ChdbConnection(ChdbFunctions chdb, MemorySegment outer) {
    this.chdb = chdb;
    this.outer = outer;
    this.handle = outer.reinterpret(ValueLayout.ADDRESS.byteSize()).get(ValueLayout.ADDRESS, 0);
  }

  /**
   * Runs a statement whole. Parameter values are escaped as in TSV, as ClickHouse's HTTP has it.
   */
  ChdbResult query(byte[] sql, String format, Map<String, String> parameters)
      throws StatementException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = chdb.query(statement(arena, sql, format, parameters));
      return new ChdbResult(chdb, result).orThrow();
    }
  }

  /** Runs a statement that answers nothing worth reading, such as SET. */
  void execute(String sql) throws StatementException {
    query(sql.getBytes(StandardCharsets.UTF_8), "TabSeparated", Map.of()).close();
  }

  /** Starts a SELECT that is fetched block by block. */
  ChdbStream stream(byte[] sql, String format, Map<String, String> parameters)
      throws StatementException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = chdb.streamQuery(statement(arena, sql, format, parameters));
      return new ChdbStream(chdb, handle, new ChdbResult(chdb, result).orThrow());
    }
  }

  /**
   * Starts an INSERT, given without FORMAT and data, into which data of that format is appended.
   */
  ChdbInsert insert(byte[] sql, String format, Map<String, String> parameters)
      throws StatementException {
    try (Arena arena = Arena.ofConfined()) {
      return ChdbInsert.started(chdb, chdb.streamInsert(statement(arena, sql, format, parameters)));
    }
  }

  /**
   * What the engine's own parser says of a text.
   *
   * @param statements how many it holds; 0 when it cannot be parsed
   * @param readsOnly whether it leaves no trace
   */
  record Parsed(int statements, boolean readsOnly) {}

  /** Parses a text without running it. */
  Parsed parse(byte[] sql) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment report = arena.allocate(ValueLayout.JAVA_INT, 4);
      report.setAtIndex(ValueLayout.JAVA_INT, 0, (int) report.byteSize());
      return chdb.classify(handle, bytes(arena, sql), report)
          ? new Parsed(
              report.getAtIndex(ValueLayout.JAVA_INT, 1),
              report.getAtIndex(ValueLayout.JAVA_INT, 3) == READ_ONLY)
          : new Parsed(0, false);
    }
  }

  @Override
  public void close() {
    chdb.close(outer);
  }

  private Object[] statement(
      Arena arena, byte[] sql, String format, Map<String, String> parameters) {
    MemorySegment text = bytes(arena, sql);
    MemorySegment formatName = bytes(arena, format.getBytes(StandardCharsets.UTF_8));
    int count = parameters.size();
    MemorySegment[] arrays = new MemorySegment[4];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = count == 0 ? MemorySegment.NULL : arena.allocate(ValueLayout.JAVA_LONG, count);
    }
    int at = 0;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      MemorySegment name = bytes(arena, parameter.getKey().getBytes(StandardCharsets.UTF_8));
      MemorySegment value = bytes(arena, parameter.getValue().getBytes(StandardCharsets.UTF_8));
      arrays[0].setAtIndex(ValueLayout.ADDRESS, at, name);
      arrays[1].setAtIndex(ValueLayout.JAVA_LONG, at, name.byteSize() - 1);
      arrays[2].setAtIndex(ValueLayout.ADDRESS, at, value);
      arrays[3].setAtIndex(ValueLayout.JAVA_LONG, at, value.byteSize() - 1);
      at++;
    }
    return new Object[] {
      handle,
      text,
      text.byteSize() - 1,
      formatName,
      formatName.byteSize() - 1,
      arrays[0],
      arrays[1],
      arrays[2],
      arrays[3],
      (long) count
    };
  }

  /** The bytes with a zero behind, which some of the library's paths read to. */
  private static MemorySegment bytes(Arena arena, byte[] text) {
    MemorySegment segment = arena.allocate(text.length + 1L);
    MemorySegment.copy(text, 0, segment, ValueLayout.JAVA_BYTE, 0, text.length);
    return segment;
  }
}
