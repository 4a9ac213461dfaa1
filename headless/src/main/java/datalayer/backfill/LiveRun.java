package datalayer.backfill;

import datalayer.backfill.ChunkProgress.Attempt;
import datalayer.backfill.RunProgress.TimeLeft;
import datalayer.ledger.RunRecord;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The picture of a run that a node keeps: as much as the ledger said so far, brought up to date by
 * what changed since. Used by one thread at a time; {@link #progress} is an immutable copy.
 */
final class LiveRun {

  private static final Duration RATE_WINDOW = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final BackfillRequest request;
  private final List<ChunkProgress> chunks = new ArrayList<>();
  private final List<Long> missing = new ArrayList<>();
  private final Deque<LandedRows> recent = new ArrayDeque<>();
  private RunRecord record;
  private long seen;
  private long bars;
  private long rows;
  private long bytes;
  private long retries;
  private long rowsMissing;
  private int done;
  private int working;
  private @Nullable RunProgress settled;

  private record LandedRows(Instant at, long rows) {}

  /** A run of which no chunk is known yet. */
  LiveRun(RunRecord record, InstantSource clock) {
    this.record = record;
    this.clock = clock;
    this.request = RequestJson.read(record.request());
  }

  RunRecord record() {
    return record;
  }

  /** The revision that the picture shows. */
  long seen() {
    return seen;
  }

  /** Whether a lane has a chunk in its hands. */
  boolean isWorked() {
    return working > 0;
  }

  /** Whether any chunk is left to do. */
  boolean isUnfinished() {
    return done < chunks.size();
  }

  /** Takes in the run's newest record and the chunks that changed since {@link #seen}. */
  void update(RunRecord newest, List<RunRecord.Chunk> changed, List<RunRecord.Attempt> attempts) {
    boolean first = seen == 0;
    Map<Integer, List<Attempt>> byChunk = new HashMap<>();
    for (RunRecord.Attempt a : attempts) {
      byChunk
          .computeIfAbsent(a.ordinal(), o -> new ArrayList<>())
          .add(new Attempt(Instant.ofEpochMilli(a.at()), a.succeeded(), a.outcome()));
    }
    for (RunRecord.Chunk c : changed) {
      ChunkProgress chunk = chunk(c, byChunk.getOrDefault(c.ordinal(), List.of()));
      if (c.ordinal() == chunks.size()) {
        chunks.add(chunk);
        missing.add(c.missing());
        bars += c.bars();
      } else {
        count(chunks.get(c.ordinal()), missing.get(c.ordinal()), -1);
        long more = chunk.rows() - chunks.get(c.ordinal()).rows();
        if (!first && more > 0) {
          recent.addLast(new LandedRows(clock.instant(), more));
        }
        chunks.set(c.ordinal(), chunk);
        missing.set(c.ordinal(), c.missing());
      }
      count(chunk, c.missing(), 1);
    }
    record = newest;
    seen = newest.revision();
    settled = null;
  }

  /**
   * @param trouble what keeps the whole run from going on, where that is not in the ledger
   */
  RunProgress progress(String trouble) {
    if (settled != null) {
      return settled;
    }
    RunState state = RunState.parse(record.state());
    RunProgress progress = progress(state, trouble);
    if (state.isOver() && !isWorked()) {
      settled = progress;
    }
    return progress;
  }

  private RunProgress progress(RunState state, String trouble) {
    Instant started = Instant.ofEpochMilli(record.startedAt());
    Instant finished = instant(record.finishedAt());
    double rate = rate(started, finished);
    return new RunProgress(
        record.id(),
        record.title(),
        Scopes.of(request),
        state,
        request,
        done,
        chunks.size(),
        record.rowsPlanned(),
        rows,
        rowsMissing,
        rate,
        bytes,
        (int) retries,
        started,
        finished,
        state == RunState.RUNNING ? timeLeft(started, rate) : null,
        trouble.isEmpty() || state.isOver() ? record.outcome() : trouble,
        List.copyOf(chunks));
  }

  private void count(ChunkProgress chunk, long missingOfIt, int sign) {
    rows += sign * chunk.rows();
    bytes += sign * chunk.bytes();
    retries += (long) sign * Math.max(0, chunk.attempts().size() - 1);
    rowsMissing += sign * missingOfIt;
    switch (chunk.state()) {
      case OPEN -> {}
      case WORKING -> working += sign;
      case VERIFIED, FAILED -> done += sign;
    }
  }

  private double rate(Instant started, @Nullable Instant finished) {
    Instant now = finished == null ? clock.instant() : finished;
    Duration sinceStart = Duration.between(started, now);
    if (finished != null || sinceStart.compareTo(RATE_WINDOW) < 0) {
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
  private @Nullable TimeLeft timeLeft(Instant started, double rate) {
    double overall =
        rows * 1000.0 / Math.max(1, Duration.between(started, clock.instant()).toMillis());
    if (rate <= 0 || overall <= 0) {
      return null;
    }
    double left = Math.max(0, bars - rows);
    double a = left / rate;
    double b = left / overall;
    return new TimeLeft(
        Duration.ofSeconds((long) Math.min(a, b)),
        Duration.ofSeconds((long) Math.ceil(Math.max(a, b) * 1.1)));
  }

  private ChunkProgress chunk(RunRecord.Chunk c, List<Attempt> attempts) {
    return new ChunkProgress(
        "c-%s-%04d".formatted(record.id().substring(2), c.ordinal()),
        Series.parse(c.series()),
        TimeRange.ofMillis(c.from(), c.to()),
        ChunkState.valueOf(c.state().toUpperCase(Locale.ROOT)),
        c.lane(),
        c.file(),
        c.sha256(),
        c.rows(),
        c.bytes(),
        instant(c.startedAt()),
        instant(c.finishedAt()),
        List.copyOf(attempts),
        c.waiting(),
        instant(c.nextAttemptAt()));
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
