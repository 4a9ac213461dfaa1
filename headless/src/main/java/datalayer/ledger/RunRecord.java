package datalayer.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A backfill run as the ledger keeps it. Times are milliseconds since the epoch, UTC.
 *
 * @param id what people type, for example {@code b-0412}
 * @param snapshotId of the rows it brought, a UUID
 * @param state a word of the runner's
 * @param request what was asked, as JSON
 * @param revision grows with every change of the run or of one of its chunks
 * @param announced whether ClickHouse has its snapshot record
 * @param heldBy the node that paused it because of its own disk; empty otherwise
 */
public record RunRecord(
    String id,
    String snapshotId,
    String title,
    String state,
    String request,
    long rowsPlanned,
    long startedAt,
    @Nullable Long finishedAt,
    String outcome,
    long revision,
    boolean announced,
    String heldBy) {

  /** A run that nobody has worked yet. */
  public RunRecord(
      String id,
      String snapshotId,
      String title,
      String state,
      String request,
      long rowsPlanned,
      long startedAt,
      @Nullable Long finishedAt,
      String outcome) {
    this(
        id,
        snapshotId,
        title,
        state,
        request,
        rowsPlanned,
        startedAt,
        finishedAt,
        outcome,
        0,
        false,
        "");
  }

  /**
   * A chunk as it is written down first.
   *
   * @param ordinal from 0 in the order of work
   * @param bars how many are wanted
   * @param plan what to fetch, as JSON
   */
  public record NewChunk(int ordinal, String series, long from, long to, long bars, String plan) {}

  /**
   * A chunk of a run.
   *
   * @param bars how many are wanted
   * @param missing how many of them stay missing, known when it is finished
   * @param waiting why it is not being worked this moment; empty when it is
   */
  public record Chunk(
      int ordinal,
      String series,
      long from,
      long to,
      String state,
      int lane,
      @Nullable String file,
      @Nullable String sha256,
      long rows,
      long bytes,
      @Nullable Long startedAt,
      @Nullable Long finishedAt,
      long bars,
      long missing,
      String waiting,
      @Nullable Long nextAttemptAt) {}

  /** What became of a chunk. */
  public record Finish(
      String state,
      @Nullable String file,
      @Nullable String sha256,
      long rows,
      long bytes,
      long missing) {}

  /** A chunk that a lane may work now, with the number of its attempt, from 1. */
  public record Claim(int ordinal, int attempt, long bars, String plan) {}

  /** One try at a chunk that is over. */
  public record Attempt(int ordinal, long at, boolean succeeded, String outcome) {}

  /** How the chunks of a run stand. */
  public record Counts(long open, long working, long failed, long chunks, long missing, long bars) {

    public long finished() {
      return chunks - open - working;
    }
  }
}
