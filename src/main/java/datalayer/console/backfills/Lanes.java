package datalayer.console.backfills;

import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkState;
import datalayer.backfill.RunProgress;
import datalayer.console.fx.Times;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run's lanes did lately: at most two minutes, less for a run that is younger, so that its
 * chunks can be seen.
 *
 * @param window the stretch of time shown; it ends now, or when the run ended
 * @param lanes how many there are
 * @param blocks the chunks that were worked in the window, by lane and time
 */
public record Lanes(TimeRange window, int lanes, List<Block> blocks, boolean over) {

  private static final int[] WINDOWS_SECONDS = {10, 20, 30, 60, 120};

  /**
   * A chunk in its lane.
   *
   * @param to when it ended, or the end of the window while it is being worked
   */
  public record Block(ChunkProgress chunk, int lane, Instant from, Instant to, String label) {}

  public static Lanes of(RunProgress run, Instant now) {
    Instant finished = run.finishedAt();
    Instant end = finished == null ? now : finished;
    TimeRange window = new TimeRange(end.minusSeconds(seconds(run.startedAt(), end)), end);
    boolean several = run.request().timeframes().size() > 1;
    List<Block> blocks = new ArrayList<>();
    int lanes = run.request().maxConcurrency();
    for (ChunkProgress chunk : run.chunks()) {
      Instant from = chunk.startedAt();
      if (from == null || chunk.lane() < 1) {
        continue;
      }
      lanes = Math.max(lanes, chunk.lane());
      Instant to = chunk.finishedAt() == null ? end : chunk.finishedAt();
      if (to.isAfter(window.from())) {
        blocks.add(new Block(chunk, chunk.lane(), from, to, label(chunk, several)));
      }
    }
    blocks.sort(Comparator.comparingInt(Block::lane).thenComparing(Block::from));
    return new Lanes(window, lanes, List.copyOf(blocks), finished != null);
  }

  /** {@code SOL Jan 24}, or {@code SOL 5 Jan} for a day. */
  static String label(ChunkProgress chunk, boolean withTimeframe) {
    String base = chunk.series().instrument().base();
    Instant from = chunk.range().from();
    boolean wholeMonth =
        from.atOffset(ZoneOffset.UTC).getDayOfMonth() == 1
            && chunk.range().duration().toDays() >= 28;
    String when = wholeMonth ? Times.shortMonth(from) : Times.day(from);
    return base + " " + when + (withTimeframe ? " " + chunk.series().timeframe() : "");
  }

  /** The chunk that most likely wants a look: a failed one, else the one that ended last. */
  @Nullable ChunkProgress mostInteresting() {
    return blocks.stream()
        .map(Block::chunk)
        .max(
            Comparator.comparing((ChunkProgress chunk) -> chunk.state() == ChunkState.FAILED)
                .thenComparing(chunk -> chunk.attempts().size() > 1)
                .thenComparing(Lanes::ended))
        .orElse(null);
  }

  private static Instant ended(ChunkProgress chunk) {
    Instant end = chunk.finishedAt();
    return end == null ? Instant.MIN : end;
  }

  private static int seconds(Instant started, Instant end) {
    long age = Duration.between(started, end).toSeconds();
    for (int window : WINDOWS_SECONDS) {
      if (age <= window) {
        return window;
      }
    }
    return WINDOWS_SECONDS[WINDOWS_SECONDS.length - 1];
  }
}
