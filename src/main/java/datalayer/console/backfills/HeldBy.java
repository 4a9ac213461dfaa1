package datalayer.console.backfills;

import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkProgress.Attempt;
import datalayer.backfill.ChunkState;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.console.fx.Figures;
import java.util.Locale;

/**
 * What keeps a run from being faster, or from going on.
 *
 * @param what in a few words: {@code 8 lanes}, {@code retries}
 * @param more the longer answer, for the tooltip
 */
record HeldBy(String what, String more) {

  private static final HeldBy NOTHING = new HeldBy(Figures.UNKNOWN, "The run is over.");

  static HeldBy of(RunProgress run) {
    return switch (run.state()) {
      case PAUSED -> new HeldBy("paused", "It goes on when you resume it.");
      case WAITING ->
          new HeldBy(
              run.outcome().isEmpty() ? "another run" : run.outcome(),
              "It begins when what it waits for is over.");
      case RUNNING -> running(run);
      case COMPLETE, INCOMPLETE, FAILED, CANCELLED -> NOTHING;
    };
  }

  /** Whether a chunk waits before it is tried again. */
  static boolean waits(ChunkProgress chunk) {
    return chunk.state() == ChunkState.WORKING
        && !chunk.attempts().isEmpty()
        && !chunk.attempts().getLast().succeeded();
  }

  /** Why a run stands as it does, for its line in the table: {@code paused by marek}. */
  static String reason(RunProgress run) {
    String said = run.outcome().strip();
    if (said.isEmpty()) {
      return run.state() == RunState.PAUSED ? "paused" : "not started";
    }
    String line = said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
    return line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }

  private static HeldBy running(RunProgress run) {
    long working = count(run, ChunkState.WORKING);
    long open = count(run, ChunkState.OPEN);
    long waiting = run.chunks().stream().filter(HeldBy::waits).count();
    int lanes = run.request().maxConcurrency();
    if (waiting > 0 && waiting >= working - waiting) {
      return new HeldBy(
          "retries",
          waiting + " of " + working + " chunks wait to be tried again: " + lastFailure(run));
    }
    if (open > 0) {
      return new HeldBy(
          Figures.count(lanes, "lane", "lanes"),
          "Lanes take the next chunk at once, and %s; more lanes would be faster."
              .formatted(Figures.count(open, "chunk waits", "chunks wait")));
    }
    if (open == 0 && working > 0) {
      return new HeldBy("last chunks", "Nothing is left but what is being worked.");
    }
    return new HeldBy(Figures.UNKNOWN, "Nothing that can be told.");
  }

  private static long count(RunProgress run, ChunkState state) {
    return run.chunks().stream().filter(chunk -> chunk.state() == state).count();
  }

  private static String lastFailure(RunProgress run) {
    return run.chunks().stream()
        .filter(HeldBy::waits)
        .map(chunk -> chunk.attempts().getLast())
        .map(Attempt::outcome)
        .findFirst()
        .orElse("");
  }
}
