package datalayer.console.shell;

import datalayer.console.theme.Mark;

/**
 * A stream of live data, for the status line.
 *
 * @param name {@code Binance spot}
 * @param mark whether it is well, late or stale
 * @param age of its newest data, in words: {@code 0.4 s}, {@code 41 s late}
 */
public record Connection(String name, Mark mark, String age) {}
