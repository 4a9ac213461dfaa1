package datalayer.control;

/**
 * A statement for ClickHouse, as an operator wrote it.
 *
 * @param format of the answer, as ClickHouse names it
 * @param write whether it may change something
 */
public record Query(String sql, String format, boolean write) {}
