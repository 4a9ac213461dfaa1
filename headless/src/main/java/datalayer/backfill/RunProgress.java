package datalayer.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as an operator sees it at one moment. Immutable.
 *
 * @param id what people type, for example {@code b-0412}
 * @param scope which series, in short: {@code binance:swap 5 × 1m}
 * @param rowsPlanned bars that the plan wants, 0 when nothing was missing
 * @param rowsLanded bars proven in ClickHouse by this run so far
 * @param rowsPerSecond over the last ten seconds, or over the whole run once it is over
 * @param timeLeft the shortest and the longest time it may still take, or null when it cannot be
 *     told or the run is over
 * @param outcome one line about the end: why it is incomplete, what failed; empty while it runs
 * @param chunks every chunk of the run, in the order they are worked
 */
public record RunProgress(
    String id,
    String title,
    String scope,
    RunState state,
    BackfillRequest request,
    int chunksDone,
    int chunksTotal,
    long rowsPlanned,
    long rowsLanded,
    long rowsMissing,
    double rowsPerSecond,
    long bytesDownloaded,
    int retries,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable TimeLeft timeLeft,
    String outcome,
    List<ChunkProgress> chunks) {

  /** An estimate that admits it is one. */
  public record TimeLeft(Duration least, Duration most) {}

  /** From 0 to 1, rounded down to four places, so that 1 means whole. */
  public double fraction() {
    if (chunksTotal == 0) {
      return state.isOver() ? 1 : 0;
    }
    return Math.floor(10_000.0 * chunksDone / chunksTotal) / 10_000;
  }
}
