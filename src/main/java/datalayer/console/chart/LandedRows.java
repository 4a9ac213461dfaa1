package datalayer.console.chart;

import datalayer.backfill.RunProgress;
import datalayer.control.SystemSnapshot;
import datalayer.market.Series;
import org.jspecify.annotations.Nullable;

/** Remembers how many rows runs had landed, so that only what grew is read again. */
final class LandedRows {

  private long listed = -1;
  private long read;

  /** Whether any series may hold more than when this was last answered with yes. */
  boolean grew(SystemSnapshot snapshot) {
    long landed = rows(snapshot, null);
    boolean grew = landed != listed;
    listed = landed;
    return grew;
  }

  /**
   * A series is about to be read.
   *
   * @param known the newest snapshot, which is older than what will be read; or null
   */
  void begin(@Nullable SystemSnapshot known, Series series) {
    read = known == null ? 0 : rows(known, series);
  }

  /** Whether this series may hold more than when this was last answered with yes. */
  boolean grew(SystemSnapshot snapshot, Series series) {
    long landed = rows(snapshot, series);
    boolean grew = landed != read;
    read = landed;
    return grew;
  }

  /**
   * What is on its way while there is nothing to show yet, in a sentence; empty when nothing is.
   */
  static String onItsWay(SystemSnapshot snapshot) {
    return snapshot.runs().stream()
        .filter(run -> !run.state().isOver())
        .findFirst()
        .map(run ->
            "On its way: %s, %d of %d chunks. The first bars show here by themselves."
                .formatted(run.title(), run.chunksDone(), run.chunksTotal()))
        .orElse("");
  }

  private static long rows(SystemSnapshot snapshot, @Nullable Series of) {
    return snapshot.runs().stream()
        .filter(run -> of == null || concerns(run, of))
        .mapToLong(RunProgress::rowsLanded)
        .sum();
  }

  private static boolean concerns(RunProgress run, Series series) {
    return run.request().instruments().contains(series.instrument())
        && run.request().timeframes().contains(series.timeframe());
  }
}
