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
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run whose chunks end at moments that were drawn when it began. */
final class SimulatedRun {

  private record Slot(PlannedChunk chunk, int lane, Instant from, Instant to) {}

  private final String id;
  private final Plan plan;
  private final Instant started;
  private final List<Slot> slots = new ArrayList<>();
  private final Consumer<PlannedChunk> landing;
  private final BitSet landed = new BitSet();
  private @Nullable Instant cancelledAt;

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
      slots.add(new Slot(chunk, lane + 1, free[lane], end));
      free[lane] = end;
    }
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
    RunState state =
        cancelledAt != null
            ? RunState.CANCELLED
            : end == null ? RunState.RUNNING : RunState.COMPLETE;
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
        end == null ? left(now) : null,
        cancelledAt == null ? "" : "Cancelled after " + done + " chunks.",
        chunks);
  }

  private @Nullable Instant end(Instant now) {
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
    boolean begun = !slot.from().isAfter(now);
    boolean done = !slot.to().isAfter(now);
    ChunkState state = done ? ChunkState.VERIFIED : begun ? ChunkState.WORKING : ChunkState.OPEN;
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
        done ? slot.to() : null,
        done
            ? List.of(new Attempt(slot.to(), true, "%,d rows landed and verified".formatted(rows)))
            : List.of());
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
