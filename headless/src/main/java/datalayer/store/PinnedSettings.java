package datalayer.store;

import java.util.Map;
import java.util.TreeMap;

/**
 * The settings every request carries. None is left to a server's default: defaults change between
 * versions, and several decide whether a repeated insert is harmless.
 */
public final class PinnedSettings {

  /** An insert of up to this many rows is one block: one part, and every view runs once. */
  public static final int MAX_ROWS_PER_INSERT = 1_000_000;

  private static final Map<String, String> ALL =
      new TreeMap<>(
          Map.ofEntries(
              // An acknowledged insert is in the table, and in every table behind it.
              Map.entry("async_insert", "0"),
              Map.entry("wait_end_of_query", "1"),
              Map.entry("materialized_views_ignore_errors", "0"),
              // A repeated insert is dropped in every table of the chain.
              Map.entry("insert_deduplicate", "1"),
              Map.entry("deduplicate_blocks_in_dependent_materialized_views", "1"),
              // One insert, one block.
              Map.entry("max_insert_block_size", String.valueOf(MAX_ROWS_PER_INSERT)),
              Map.entry("min_insert_block_size_rows", String.valueOf(MAX_ROWS_PER_INSERT)),
              Map.entry("min_insert_block_size_bytes", "0"),
              Map.entry("max_insert_threads", "1"),
              Map.entry("input_format_parallel_parsing", "0"),
              // A row that does not fit the table is an error, never quietly completed.
              Map.entry("insert_null_as_default", "0"),
              Map.entry("input_format_skip_unknown_fields", "0"),
              // The partition key is a function of the sorting key, so FINAL need not look across
              // partitions.
              Map.entry("do_not_merge_across_partitions_select_final", "1"),
              Map.entry("join_use_nulls", "0"),
              Map.entry("session_timezone", "UTC"),
              Map.entry("max_memory_usage", "3000000000"),
              Map.entry("max_execution_time", "600")));

  private PinnedSettings() {}

  /** Name and value of each, by name. */
  public static Map<String, String> all() {
    return Map.copyOf(ALL);
  }
}
