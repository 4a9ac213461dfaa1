package datalayer.store.engine;

import java.util.Locale;

/**
 * What a statement read and wrote, as far as it has come.
 *
 * @param readRows rows read from storage
 * @param readBytes the same in bytes
 * @param writtenRows rows written, those of materialized views included
 * @param writtenBytes the same in bytes
 * @param resultRows rows of the answer
 * @param nanoseconds since the statement began
 */
record Summary(
    long readRows,
    long readBytes,
    long writtenRows,
    long writtenBytes,
    long resultRows,
    long nanoseconds) {

  static Summary of(ChdbResult result, long nanoseconds) {
    return new Summary(
        result.counter(ChdbFunctions.Counter.READ_ROWS),
        result.counter(ChdbFunctions.Counter.READ_BYTES),
        result.counter(ChdbFunctions.Counter.WRITTEN_ROWS),
        result.counter(ChdbFunctions.Counter.WRITTEN_BYTES),
        result.counter(ChdbFunctions.Counter.ROWS),
        nanoseconds);
  }

  /** Numbers as strings, because 64 bits do not fit everybody's JSON numbers. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"read_rows\":\"%d\",\"read_bytes\":\"%d\",\"written_rows\":\"%d\","
            + "\"written_bytes\":\"%d\",\"total_rows_to_read\":\"0\",\"result_rows\":\"%d\","
            + "\"result_bytes\":\"0\",\"elapsed_ns\":\"%d\"}",
        readRows,
        readBytes,
        writtenRows,
        writtenBytes,
        resultRows,
        nanoseconds);
  }
}
