package datalayer.console;

import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkProgress.Attempt;
import datalayer.backfill.ChunkState;
import datalayer.backfill.Plan;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunProgress.TimeLeft;
import datalayer.backfill.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run whose chunks end at moments that were drawn when it began. */
final class SimulatedRun {

  private record Slot(
      PlannedChunk chunk, int lane, Instant from, Instant to, boolean fails, List<Attempt> before) {

    Slot later(Duration by) {
      return new Slot(chunk, lane, from.plus(by), to.plus(by), fails, before);
    }
  }

  private final String id;
  private final Plan plan;
  private final Instant started;
  private final List<Slot> slots = new ArrayList<>();
  private final Consumer<PlannedChunk> landing;
  private final BitSet landed = new BitSet();
  private @Nullable Instant cancelledAt;
  private @Nullable Instant pausedAt;

  /**
   * @param landing takes each chunk when it is proven
   */
  SimulatedRun(String id, Plan plan, Instant started, Consumer<PlannedChunk> landing) {
    this.id = id;
    this.plan = plan;
    this.started = started;
    this.landing = landing;
    Random random = new Random(id.hashCode());
    Instant[] free = new Instant[plan.request().maxConcurrency()];
    Arrays.fill(free, started);
    for (PlannedChunk chunk : plan.series().stream().flatMap(s -> s.chunks().stream()).toList()) {
      int lane = 0;
      for (int i = 1; i < free.length; i++) {
        lane = free[i].isBefore(free[lane]) ? i : lane;
      }
      Instant end = free[lane].plusMillis(250 + random.nextInt(500));
      slots.add(new Slot(chunk, lane + 1, free[lane], end, false, List.of()));
      free[lane] = end;
    }
  }

  /** The first so many chunks fail when they are worked. */
  synchronized void fail(int chunks) {
    for (int i = 0; i < Math.min(chunks, slots.size()); i++) {
      Slot slot = slots.get(i);
      slots.set(i, new Slot(slot.chunk(), slot.lane(), slot.from(), slot.to(), true, List.of()));
    }
  }

  /** Chunks in flight go on to their end, others wait. */
  synchronized void pause(Instant now) {
    if (pausedAt == null && end(now) == null) {
      pausedAt = now;
    }
  }

  synchronized void resume(Instant now) {
    Instant since = pausedAt;
    if (since == null) {
      return;
    }
    Duration pause = Duration.between(since, now);
    slots.replaceAll(slot -> slot.from().isAfter(since) ? slot.later(pause) : slot);
    pausedAt = null;
  }

  /** What failed is worked once more and succeeds. */
  synchronized void retry(Instant now) {
    cancelledAt = null;
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (slot.fails() && !slot.to().isAfter(now)) {
        slots.set(
            i,
            new Slot(
                slot.chunk(),
                slot.lane(),
                now,
                now.plusMillis(600),
                false,
                List.of(failed(slot.to()))));
      }
    }
  }

  private static Attempt failed(Instant at) {
    return new Attempt(at, false, "Checksum differs from the CHECKSUM file. It was not landed.");
  }

  synchronized void cancel(Instant now) {
    if (cancelledAt == null && end(now) == null) {
      cancelledAt = now;
    }
  }

  synchronized RunProgress at(Instant now) {
    Instant end = end(now);
    Instant seen = end == null ? now : end;
    List<ChunkProgress> chunks = new ArrayList<>();
    long rows = 0;
    long bytes = 0;
    int done = 0;
    for (int i = 0; i < slots.size(); i++) {
      ChunkProgress chunk = chunk(i, seen);
      chunks.add(chunk);
      if (chunk.state() == ChunkState.VERIFIED) {
        done++;
        rows += chunk.rows();
        bytes += chunk.bytes();
        if (!landed.get(i)) {
          landed.set(i);
          landing.accept(slots.get(i).chunk());
        }
      }
    }
    double seconds = Math.max(0.1, Duration.between(started, seen).toMillis() / 1000.0);
    long failing = chunks.stream().filter(c -> c.state() == ChunkState.FAILED).count();
    RunState state = state(end, failing);
    return new RunProgress(
        id,
        plan.request().title(),
        scope(),
        state,
        plan.request(),
        done,
        slots.size(),
        plan.rows(),
        rows,
        0,
        rows / seconds,
        bytes,
        0,
        started,
        end,
        end == null && pausedAt == null ? left(now) : null,
        outcome(state, done, failing),
        chunks);
  }

  private RunState state(@Nullable Instant end, long failing) {
    if (cancelledAt != null) {
      return RunState.CANCELLED;
    }
    if (end == null) {
      return pausedAt == null ? RunState.RUNNING : RunState.PAUSED;
    }
    return failing > 0 ? RunState.INCOMPLETE : RunState.COMPLETE;
  }

  private static String outcome(RunState state, int done, long failing) {
    return switch (state) {
      case CANCELLED -> "Cancelled after " + done + " chunks.";
      case INCOMPLETE -> failing + " chunks failed their checksum; their bars stay missing.";
      case PAUSED -> "Paused here.";
      case WAITING, RUNNING, COMPLETE, FAILED -> "";
    };
  }

  private @Nullable Instant end(Instant now) {
    if (pausedAt != null) {
      return null;
    }
    if (cancelledAt != null) {
      return cancelledAt;
    }
    Instant last = slots.stream().map(Slot::to).max(Comparator.naturalOrder()).orElse(started);
    return last.isAfter(now) ? null : last;
  }

  private TimeLeft left(Instant now) {
    Instant last = slots.stream().map(Slot::to).max(Comparator.naturalOrder()).orElse(started);
    Duration left = Duration.between(now, last);
    return new TimeLeft(left, left.multipliedBy(3).dividedBy(2).plusSeconds(1));
  }

  private ChunkProgress chunk(int index, Instant now) {
    Slot slot = slots.get(index);
    Instant held = pausedAt;
    boolean begun = !slot.from().isAfter(held == null ? now : held);
    boolean over = begun && !slot.to().isAfter(now);
    boolean done = over && !slot.fails();
    ChunkState state =
        done
            ? ChunkState.VERIFIED
            : over ? ChunkState.FAILED : begun ? ChunkState.WORKING : ChunkState.OPEN;
    long rows = slot.chunk().series().timeframe().barsIn(slot.chunk().range());
    String file =
        slot.chunk().sources().isEmpty() ? null : slot.chunk().sources().getFirst().path();
    return new ChunkProgress(
        "c-" + id.substring(2) + "-%04d".formatted(index + 1),
        slot.chunk().series(),
        slot.chunk().range(),
        state,
        begun ? slot.lane() : 0,
        file,
        done ? "9f31c0de".repeat(7) + "0421e27a" : null,
        done ? rows : 0,
        done ? rows * 55 : 0,
        begun ? slot.from() : null,
        over ? slot.to() : null,
        attempts(slot, rows, over));
  }

  private static List<Attempt> attempts(Slot slot, long rows, boolean over) {
    List<Attempt> tried = new ArrayList<>(slot.before());
    if (over && slot.fails()) {
      tried.add(failed(slot.to()));
    } else if (over) {
      tried.add(
          new Attempt(
              slot.to(), true, String.format(Locale.ROOT, "%,d rows landed and verified", rows)));
    }
    return tried;
  }

  private String scope() {
    var first = plan.request().instruments().getFirst();
    return "%s:%s %d × %s"
        .formatted(
            first.venue(),
            first.type(),
            plan.request().instruments().size(),
            String.join(", ", plan.request().timeframes().stream().map(t -> t.label()).toList()));
  }
}
