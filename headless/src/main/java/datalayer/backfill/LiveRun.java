package datalayer.backfill;

import datalayer.backfill.ChunkProgress.Attempt;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.backfill.RunProgress.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run while it runs: which chunk is worked by whom, and how fast it goes. Safe for use by many
 * threads; {@link #progress} is an immutable picture of one moment.
 */
final class LiveRun {

  private static final Duration RATE_WINDOW = Duration.ofSeconds(10);

  private final String id;
  private final Plan plan;
  private final InstantSource clock;
  private final Instant startedAt;
  private final List<PlannedChunk> planned;
  private final ChunkProgress[] chunks;
  private final Deque<LandedRows> recent = new ArrayDeque<>();
  private RunState state = RunState.RUNNING;
  private @Nullable Instant finishedAt;
  private String outcome = "";
  private int next;
  private long rowsMissing;
  private boolean cancelled;

  private record LandedRows(Instant at, long rows) {}

  LiveRun(String id, Plan plan, InstantSource clock) {
    this.id = id;
    this.plan = plan;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.planned = plan.series().stream().flatMap(s -> s.chunks().stream()).toList();
    this.chunks = new ChunkProgress[planned.size()];
    for (int i = 0; i < chunks.length; i++) {
      PlannedChunk chunk = planned.get(i);
      chunks[i] =
          new ChunkProgress(
              "c-%s-%04d".formatted(id.substring(2), i),
              chunk.series(),
              chunk.range(),
              ChunkState.OPEN,
              0,
              null,
              null,
              0,
              0,
              null,
              null,
              List.of());
    }
  }

  String id() {
    return id;
  }

  Plan plan() {
    return plan;
  }

  PlannedChunk planned(int ordinal) {
    return planned.get(ordinal);
  }

  synchronized ChunkProgress chunk(int ordinal) {
    return chunks[ordinal];
  }

  /** Hands the next open chunk to a lane; −1 when none is left or the run was cancelled. */
  synchronized int take(int lane) {
    if (cancelled || next == chunks.length) {
      return -1;
    }
    int ordinal = next++;
    ChunkProgress c = chunks[ordinal];
    chunks[ordinal] = copy(c, ChunkState.WORKING, lane, clock.instant(), null);
    return ordinal;
  }

  synchronized void attempted(int ordinal, boolean succeeded, String text) {
    ChunkProgress c = chunks[ordinal];
    List<Attempt> attempts = new ArrayList<>(c.attempts());
    attempts.add(new Attempt(clock.instant(), succeeded, text));
    chunks[ordinal] =
        new ChunkProgress(
            c.id(),
            c.series(),
            c.range(),
            c.state(),
            c.lane(),
            c.file(),
            c.sha256(),
            c.rows(),
            c.bytes(),
            c.startedAt(),
            c.finishedAt(),
            List.copyOf(attempts));
  }

  synchronized void finished(
      int ordinal,
      ChunkState end,
      @Nullable String file,
      @Nullable String sha256,
      long rows,
      long bytes,
      long missing) {
    ChunkProgress c = chunks[ordinal];
    chunks[ordinal] =
        new ChunkProgress(
            c.id(),
            c.series(),
            c.range(),
            end,
            c.lane(),
            file,
            sha256,
            rows,
            bytes,
            c.startedAt(),
            clock.instant(),
            c.attempts());
    rowsMissing += missing;
    recent.addLast(new LandedRows(clock.instant(), rows));
  }

  /** No further chunk is handed out; the ones in flight end by themselves. */
  synchronized void cancel() {
    cancelled = true;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  synchronized void over(RunState end, String text) {
    state = end;
    outcome = text;
    finishedAt = clock.instant();
  }

  synchronized long missing() {
    return rowsMissing;
  }

  synchronized RunProgress progress() {
    long rows = Arrays.stream(chunks).mapToLong(ChunkProgress::rows).sum();
    int done =
        (int)
            Arrays.stream(chunks)
                .filter(c -> c.state() == ChunkState.VERIFIED || c.state() == ChunkState.FAILED)
                .count();
    double rate = rate(rows);
    return new RunProgress(
        id,
        plan.request().title(),
        Scopes.of(plan.request()),
        state,
        plan.request(),
        done,
        chunks.length,
        plan.rows(),
        rows,
        rowsMissing,
        rate,
        Arrays.stream(chunks).mapToLong(ChunkProgress::bytes).sum(),
        Arrays.stream(chunks).mapToInt(c -> Math.max(0, c.attempts().size() - 1)).sum(),
        startedAt,
        finishedAt,
        timeLeft(rows, rate),
        outcome,
        List.of(chunks));
  }

  private double rate(long rows) {
    Instant now = finishedAt == null ? clock.instant() : finishedAt;
    Duration sinceStart = Duration.between(startedAt, now);
    if (finishedAt != null || sinceStart.compareTo(RATE_WINDOW) < 0) {
      return rows * 1000.0 / Math.max(1, sinceStart.toMillis());
    }
    Instant from = now.minus(RATE_WINDOW);
    while (!recent.isEmpty() && recent.getFirst().at().isBefore(from)) {
      recent.removeFirst();
    }
    return recent.stream().mapToLong(LandedRows::rows).sum() * 1000.0 / RATE_WINDOW.toMillis();
  }

  /**
   * From the rate of the last seconds and that of the whole run, whichever is longer and shorter.
   */
  private @Nullable TimeLeft timeLeft(long rows, double rate) {
    long wanted = planned.stream().mapToLong(PlannedChunk::bars).sum();
    double overall =
        rows * 1000.0 / Math.max(1, Duration.between(startedAt, clock.instant()).toMillis());
    if (finishedAt != null || rate <= 0 || overall <= 0) {
      return null;
    }
    double left = Math.max(0, wanted - rows);
    double a = left / rate;
    double b = left / overall;
    return new TimeLeft(
        Duration.ofSeconds((long) Math.min(a, b)),
        Duration.ofSeconds((long) Math.ceil(Math.max(a, b) * 1.1)));
  }

  private static ChunkProgress copy(
      ChunkProgress c, ChunkState state, int lane, @Nullable Instant start, @Nullable Instant end) {
    return new ChunkProgress(
        c.id(),
        c.series(),
        c.range(),
        state,
        lane,
        c.file(),
        c.sha256(),
        c.rows(),
        c.bytes(),
        start,
        end,
        c.attempts());
  }
}
