package datalayer.backfill;

import datalayer.backfill.LaneHosts.LaneName;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.ledger.Fence;
import datalayer.ledger.Ledger;
import datalayer.ledger.RunRecord;
import datalayer.ledger.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs as the ledger keeps them, and every step of theirs as one transaction. A step of a lane
 * holds the lane's row first, then the run's: one order, so that no two steps wait for each other.
 */
final class RunLog {

  private static final String INTERRUPTED = "interrupted: the process that worked it stopped";

  private final Ledger ledger;
  private final String node;

  RunLog(Ledger ledger, String node) {
    this.ledger = ledger;
    this.node = node;
  }

  /** A lane that may work, with its run as it stood when it began. */
  record Begun(Fence fence, RunRecord run) {}

  /** What a lane that asks for a chunk is told. */
  sealed interface Claimed {}

  /** This one. */
  record Taken(RunRecord.Claim claim) implements Claimed {

    int ordinal() {
      return claim.ordinal();
    }
  }

  /** None: the run is held or over, nothing is open, or somebody else works the lane. */
  record Nothing(String why) implements Claimed {}

  /** Numbers a run and writes down all it will do, so that any node can do it. */
  String insert(Plan plan, UUID snapshot, Instant at) {
    List<RunRecord.NewChunk> chunks = new ArrayList<>();
    for (Plan.SeriesPlan series : plan.series()) {
      for (PlannedChunk chunk : series.chunks()) {
        chunks.add(
            new RunRecord.NewChunk(
                chunks.size(),
                chunk.series().toString(),
                chunk.range().from().toEpochMilli(),
                chunk.range().to().toEpochMilli(),
                chunk.bars(),
                PlanJson.write(chunk)));
      }
    }
    return ledger.transaction(tx -> {
      String id = tx.runs().nextId();
      tx.runs()
          .insert(
              new RunRecord(
                  id,
                  snapshot.toString(),
                  plan.request().title(),
                  RunState.WAITING.label(),
                  RequestJson.write(plan.request()),
                  plan.rows(),
                  at.toEpochMilli(),
                  null,
                  ""),
              chunks);
      tx.lanes().create(id, plan.request().maxConcurrency());
      if (chunks.isEmpty()) {
        RunState end = plan.rows() == 0 ? RunState.COMPLETE : RunState.INCOMPLETE;
        tx.runs()
            .change(id, end.label(), plan.rows() == 0 ? "" : incomplete(plan.rows(), 0), true, "");
      }
      return id;
    });
  }

  /** Gives a lane to this node. The chunk that it was at work on before is open again. */
  Begun begin(LaneName lane) {
    return ledger.transaction(tx -> {
      Fence fence = tx.lanes().begin(lane.run(), lane.lane(), node);
      RunRecord run = locked(tx, lane.run());
      tx.runs().handBack(lane.run(), lane.lane(), INTERRUPTED);
      return new Begun(fence, run);
    });
  }

  /** Says that ClickHouse has the run's snapshot record, and that the work begins. */
  boolean announced(Fence fence) {
    return ledger.transaction(tx -> {
      if (!fence.holds(tx)) {
        return false;
      }
      RunRecord run = locked(tx, fence.run());
      tx.runs().announced(run.id());
      if (RunState.parse(run.state()) == RunState.WAITING) {
        tx.runs().change(run.id(), RunState.RUNNING.label(), "", false, "");
      }
      return true;
    });
  }

  /** Says why a run that has not begun does not begin. */
  void waits(Fence fence, String reason) {
    ledger.transaction(tx -> {
      RunRecord run = locked(tx, fence.run());
      if (RunState.parse(run.state()) == RunState.WAITING && !run.outcome().equals(reason)) {
        tx.runs().change(run.id(), run.state(), reason, false, "");
      }
      return true;
    });
  }

  /** Takes the next open chunk. */
  Claimed claim(Fence fence) {
    return ledger.transaction(tx -> {
      if (!fence.holds(tx)) {
        return new Nothing("somebody else works the lane");
      }
      RunRecord run = locked(tx, fence.run());
      if (RunState.parse(run.state()) != RunState.RUNNING) {
        return new Nothing("the run is " + run.state());
      }
      Optional<RunRecord.Claim> claim = tx.runs().claim(fence, node);
      if (claim.isEmpty()) {
        endIfDone(tx, run);
        return new Nothing("no chunk is open");
      }
      return new Taken(claim.get());
    });
  }

  /** Ends an attempt that brought nothing, and says until when the chunk waits for the next. */
  void attemptFailed(Fence fence, int ordinal, String outcome, @Nullable Instant until) {
    ledger.transaction(tx -> {
      if (fence.holds(tx)) {
        locked(tx, fence.run());
        tx.runs().attemptEnds(fence.run(), ordinal, false, outcome);
        tx.runs().waits(fence.run(), ordinal, outcome, millis(until));
      }
      return true;
    });
  }

  /** Counts the next attempt at a chunk that the lane kept. */
  void attemptBegins(Fence fence, int ordinal) {
    ledger.transaction(tx -> {
      if (fence.holds(tx)) {
        locked(tx, fence.run());
        tx.runs().attemptBegins(fence, ordinal, node);
      }
      return true;
    });
  }

  /** Says why a chunk is not being worked this moment. */
  void waits(Fence fence, int ordinal, String reason, @Nullable Instant until) {
    ledger.transaction(tx -> {
      if (fence.holds(tx)) {
        locked(tx, fence.run());
        tx.runs().waits(fence.run(), ordinal, reason, millis(until));
      }
      return true;
    });
  }

  /**
   * Writes down what became of a chunk, and the end of the run where it was the last one.
   *
   * @param keys of what landed of it, none when nothing did
   * @return whether the lane still was the caller's; otherwise nothing is written
   */
  boolean finish(
      Fence fence, int ordinal, RunRecord.Finish end, List<String> keys, String outcome) {
    return ledger.transaction(tx -> {
      if (!fence.holds(tx)) {
        return false;
      }
      RunRecord run = locked(tx, fence.run());
      // What an earlier attempt had proven when it was interrupted was brought by this run too.
      long kept = 0;
      for (String key : keys) {
        kept += tx.intents().kept(fence.run(), key);
      }
      long rows = Math.max(end.rows(), kept);
      tx.runs().attemptEnds(fence.run(), ordinal, end.missing() == 0, outcome);
      tx.runs()
          .finish(
              fence.run(),
              ordinal,
              new RunRecord.Finish(
                  end.state(), end.file(), end.sha256(), rows, end.bytes(), end.missing()));
      endIfDone(tx, run);
      return true;
    });
  }

  /** Opens the chunk again that the lane has in its hands. */
  void handBack(Fence fence, String reason) {
    ledger.transaction(tx -> {
      if (fence.holds(tx)) {
        RunRecord run = locked(tx, fence.run());
        tx.runs().handBack(fence.run(), fence.lane(), reason);
        endIfDone(tx, run);
      }
      return true;
    });
  }

  void pause(String id) {
    change(id, RunState.PAUSED, "Paused.", "");
  }

  /**
   * Pauses a run for want of room. A run that is not at work is left as it is.
   *
   * @return whether it is paused now
   */
  boolean pauseForWantOfRoom(String id, String reason) {
    return ledger.transaction(tx -> {
      RunRecord run = locked(tx, id);
      boolean pauses = RunState.parse(run.state()).mayBecome(RunState.PAUSED);
      if (pauses) {
        tx.runs().change(id, RunState.PAUSED.label(), reason, false, node);
      }
      return pauses;
    });
  }

  /**
   * Goes on with a paused run.
   *
   * @param left whether a run that nobody works although it is not paused will do as well
   */
  void resume(String id, boolean left) {
    ledger.transaction(tx -> {
      RunRecord run = locked(tx, id);
      RunState state = RunState.parse(run.state());
      if (left && (state == RunState.WAITING || state == RunState.RUNNING)) {
        return true;
      }
      if (state != RunState.PAUSED) {
        throw new RunRefusedException("%s is %s, not paused".formatted(id, run.state()));
      }
      tx.runs().change(id, resumed(run).label(), "", false, "");
      return true;
    });
  }

  /** Goes on with what this node had paused for want of room. */
  boolean resumeWhereHeldByUs(String id) {
    return ledger.transaction(tx -> {
      RunRecord run = locked(tx, id);
      boolean ours = run.heldBy().equals(node) && RunState.parse(run.state()) == RunState.PAUSED;
      if (ours) {
        tx.runs().change(id, resumed(run).label(), "", false, "");
      }
      return ours;
    });
  }

  /** A run that is over is left as it is. */
  void cancel(String id) {
    ledger.transaction(tx -> {
      RunRecord run = locked(tx, id);
      if (!RunState.parse(run.state()).isOver()) {
        tx.runs().change(id, RunState.CANCELLED.label(), cancelled(tx.runs().counts(id)), true, "");
      }
      return true;
    });
  }

  /** Opens the failed chunks again. */
  void retry(String id) {
    ledger.transaction(tx -> {
      RunRecord run = locked(tx, id);
      RunState state = RunState.parse(run.state());
      if (state == RunState.CANCELLED) {
        throw new RunRefusedException(
            "%s was cancelled; plan the same again to fetch what is missing".formatted(id));
      }
      if (tx.runs().reopenFailed(id) == 0) {
        throw new RunRefusedException("no chunk of %s failed".formatted(id));
      }
      if (state.mayBecome(RunState.RUNNING) && state.isOver()) {
        tx.runs().change(id, RunState.RUNNING.label(), "", false, "");
      }
      return true;
    });
  }

  /** The lanes of a run. */
  List<LaneName> lanes(String id) {
    return ledger.transaction(
        tx -> tx.lanes().of(id).stream().map(lane -> new LaneName(id, lane)).toList());
  }

  private void change(String id, RunState next, String outcome, String heldBy) {
    ledger.transaction(tx -> {
      RunRecord run = locked(tx, id);
      RunState state = RunState.parse(run.state());
      if (!state.mayBecome(next)) {
        throw new RunRefusedException(
            "%s is %s and cannot be %s".formatted(id, state.label(), next.label()));
      }
      tx.runs().change(id, next.label(), outcome, next.isOver(), heldBy);
      return true;
    });
  }

  private static RunState resumed(RunRecord run) {
    return run.announced() ? RunState.RUNNING : RunState.WAITING;
  }

  private static RunRecord locked(Transaction tx, String id) throws SQLException {
    return tx.runs()
        .lock(id)
        .orElseThrow(() ->
            new RunRefusedException(
                "there is no run %s; backfill list shows the newest".formatted(id)));
  }

  private static void endIfDone(Transaction tx, RunRecord run) throws SQLException {
    RunState state = RunState.parse(run.state());
    if (state == RunState.CANCELLED) {
      tx.runs().change(run.id(), run.state(), cancelled(tx.runs().counts(run.id())), true, "");
      return;
    }
    if (state.isOver() || tx.runs().isUnfinished(run.id())) {
      return;
    }
    RunRecord.Counts counts = tx.runs().counts(run.id());
    long missing = counts.missing() + Math.max(0, run.rowsPlanned() - counts.bars());
    if (missing > 0 || counts.failed() > 0) {
      String outcome = incomplete(missing, counts.failed());
      tx.runs().change(run.id(), RunState.INCOMPLETE.label(), outcome, true, "");
    } else {
      tx.runs().change(run.id(), RunState.COMPLETE.label(), "", true, "");
    }
  }

  private static String cancelled(RunRecord.Counts counts) {
    return "Cancelled after %d of %d chunks.".formatted(counts.finished(), counts.chunks());
  }

  private static String incomplete(long missing, long failed) {
    String bars = String.format(Locale.ROOT, "%,d bars stay missing", missing);
    return failed == 0
        ? bars + "."
        : "%s; %d %s failed.".formatted(bars, failed, failed == 1 ? "chunk" : "chunks");
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
