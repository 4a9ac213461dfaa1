package datalayer.ledger;

/**
 * A bar that a venue stated differently than before. Both statements are kept in {@code
 * bars_snapshots}.
 *
 * @param series written as people write it
 * @param openTime milliseconds since the epoch, UTC
 * @param chunkId which delivery brought the new statement
 * @param before the figures before, as {@code open high low close volume …}
 * @param after the figures the venue states now
 * @param applied whether the new statement is the current one; a lesser source does not win
 */
public record Amendment(
    String series, long openTime, String chunkId, String before, String after, boolean applied) {}
