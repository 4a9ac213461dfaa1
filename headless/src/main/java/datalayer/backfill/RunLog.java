package datalayer.backfill;

import datalayer.backfill.ChunkProgress.Attempt;
import datalayer.ledger.Ledger;
import datalayer.ledger.RunRecord;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs as the ledger keeps them: written while they run, read back as {@link RunProgress}. */
final class RunLog {

  private static final int NEWEST = 200;
  private static final String INTERRUPTED =
      "The process stopped before the run was done. Run the backfill again: it fetches what is still missing.";

  private final Ledger ledger;

  RunLog(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Numbers a run and writes down what it will do. */
  LiveRun begin(Plan plan, UUID snapshot, InstantSource clock) {
    return ledger.transaction(tx -> {
      LiveRun run = new LiveRun(tx.runs().nextId(), plan, clock);
      RunProgress progress = run.progress();
      List<RunRecord.Chunk> chunks = new ArrayList<>();
      for (int i = 0; i < progress.chunks().size(); i++) {
        chunks.add(record(i, progress.chunks().get(i)));
      }
      tx.runs()
          .insert(
              new RunRecord(
                  run.id(),
                  snapshot.toString(),
                  plan.request().title(),
                  RunState.RUNNING.label(),
                  RequestJson.write(plan.request()),
                  plan.rows(),
                  progress.startedAt().toEpochMilli(),
                  null,
                  ""),
              chunks);
      return run;
    });
  }

  /** Writes down where a chunk stands, with the attempts made since the last time. */
  void chunk(String run, int ordinal, ChunkProgress chunk, List<Attempt> attempts) {
    ledger.transaction(tx -> {
      tx.runs().update(run, record(ordinal, chunk));
      for (Attempt attempt : attempts) {
        tx.runs()
            .attempted(
                run,
                new RunRecord.Attempt(
                    ordinal, attempt.at().toEpochMilli(), attempt.succeeded(), attempt.outcome()));
      }
      return true;
    });
  }

  void over(String run, RunState state, String outcome) {
    ledger.transaction(tx -> {
      tx.runs().finish(run, state.label(), outcome);
      return true;
    });
  }

  /** Ends the runs that a process left behind when it died. Call it before any run starts. */
  void closeInterrupted() {
    ledger.transaction(tx -> {
      for (RunRecord run : tx.runs().newest(NEWEST)) {
        if (!state(run.state()).isOver()) {
          tx.runs().finish(run.id(), RunState.INCOMPLETE.label(), INTERRUPTED);
        }
      }
      return true;
    });
  }

  /** The newest runs, newest first. */
  List<RunProgress> newest() {
    return ledger.transaction(tx -> {
      List<RunProgress> runs = new ArrayList<>();
      for (RunRecord run : tx.runs().newest(NEWEST)) {
        runs.add(progress(run, tx.runs().chunks(run.id()), tx.runs().attempts(run.id())));
      }
      return runs;
    });
  }

  Optional<RunProgress> find(String id) {
    return ledger.transaction(tx -> {
      Optional<RunRecord> run = tx.runs().find(id);
      return run.isEmpty()
          ? Optional.empty()
          : Optional.of(progress(run.get(), tx.runs().chunks(id), tx.runs().attempts(id)));
    });
  }

  private static RunProgress progress(
      RunRecord run, List<RunRecord.Chunk> records, List<RunRecord.Attempt> attempts)
      throws SQLException {
    Map<Integer, List<Attempt>> byChunk = new HashMap<>();
    for (RunRecord.Attempt a : attempts) {
      byChunk
          .computeIfAbsent(a.ordinal(), o -> new ArrayList<>())
          .add(new Attempt(Instant.ofEpochMilli(a.at()), a.succeeded(), a.outcome()));
    }
    List<ChunkProgress> chunks =
        records.stream()
            .map(c -> chunk(run.id(), c, byChunk.getOrDefault(c.ordinal(), List.of())))
            .toList();
    BackfillRequest request = RequestJson.read(run.request());
    long rows = chunks.stream().mapToLong(ChunkProgress::rows).sum();
    Instant started = Instant.ofEpochMilli(run.startedAt());
    Instant finished = instant(run.finishedAt());
    long millis = finished == null ? 0 : Duration.between(started, finished).toMillis();
    return new RunProgress(
        run.id(),
        run.title(),
        Scopes.of(request),
        state(run.state()),
        request,
        (int) chunks.stream().filter(c -> c.finishedAt() != null).count(),
        chunks.size(),
        run.rowsPlanned(),
        rows,
        0,
        rows * 1000.0 / Math.max(1, millis),
        chunks.stream().mapToLong(ChunkProgress::bytes).sum(),
        chunks.stream().mapToInt(c -> Math.max(0, c.attempts().size() - 1)).sum(),
        started,
        finished,
        null,
        run.outcome(),
        chunks);
  }

  private static ChunkProgress chunk(String run, RunRecord.Chunk c, List<Attempt> attempts) {
    return new ChunkProgress(
        "c-%s-%04d".formatted(run.substring(2), c.ordinal()),
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
        attempts);
  }

  private static RunRecord.Chunk record(int ordinal, ChunkProgress c) {
    return new RunRecord.Chunk(
        ordinal,
        c.series().toString(),
        c.range().from().toEpochMilli(),
        c.range().to().toEpochMilli(),
        c.state().label(),
        c.lane(),
        c.file(),
        c.sha256(),
        c.rows(),
        c.bytes(),
        millis(c.startedAt()),
        millis(c.finishedAt()));
  }

  private static RunState state(String label) {
    return RunState.valueOf(label.toUpperCase(Locale.ROOT));
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
