package datalayer.backfill;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of a run as an operator sees it.
 *
 * @param lane which of the run's lanes works it, from 1; 0 while it is open
 * @param file the archive file it comes from, or null when no file holds it
 * @param rows how many rows are proven in ClickHouse
 * @param bytes how many bytes were downloaded for it
 * @param attempts one line per attempt that is over, oldest first; the last one tells the outcome
 * @param waiting why it is not being worked this moment although a lane has it; empty otherwise
 * @param nextAttempt when it is tried again, or null when nothing is waited for
 */
public record ChunkProgress(
    String id,
    Series series,
    TimeRange range,
    ChunkState state,
    int lane,
    @Nullable String file,
    @Nullable String sha256,
    long rows,
    long bytes,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    List<Attempt> attempts,
    String waiting,
    @Nullable Instant nextAttempt) {

  /** A chunk that waits for nothing. */
  public ChunkProgress(
      String id,
      Series series,
      TimeRange range,
      ChunkState state,
      int lane,
      @Nullable String file,
      @Nullable String sha256,
      long rows,
      long bytes,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      List<Attempt> attempts) {
    this(
        id,
        series,
        range,
        state,
        lane,
        file,
        sha256,
        rows,
        bytes,
        startedAt,
        finishedAt,
        attempts,
        "",
        null);
  }

  /**
   * One try at a chunk.
   *
   * @param outcome what happened, in words for people
   */
  public record Attempt(Instant at, boolean succeeded, String outcome) {}
}
