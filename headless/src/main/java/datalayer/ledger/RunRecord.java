package datalayer.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A backfill run as the ledger keeps it. Times are milliseconds since the epoch, UTC.
 *
 * @param id what people type, for example {@code b-0412}
 * @param snapshotId of the rows it brought, a UUID
 * @param state a word of the runner's
 * @param request what was asked, as JSON
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
    String outcome) {

  /** A chunk of a run, numbered from 0 in the order of work. */
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
      @Nullable Long finishedAt) {}

  /** One try at a chunk. */
  public record Attempt(int ordinal, long at, boolean succeeded, String outcome) {}
}
