package datalayer.monitor;

import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkState;
import datalayer.backfill.RunProgress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what runs do while this process lives. Runs themselves come and go from the list of the
 * newest, so their figures are followed and the growth is added up; a counter must not fall.
 */
final class RunTotals {

  private record Figures(
      boolean over, long rows, long bytes, long verified, long failed, long attempts) {

    static final Figures NONE = new Figures(false, 0, 0, 0, 0, 0);

    static Figures of(RunProgress run) {
      long verified = 0;
      long failed = 0;
      long attempts = 0;
      for (ChunkProgress chunk : run.chunks()) {
        verified += chunk.state() == ChunkState.VERIFIED ? 1 : 0;
        failed += chunk.state() == ChunkState.FAILED ? 1 : 0;
        attempts += chunk.attempts().size();
      }
      return new Figures(
          run.state().isOver(),
          run.rowsLanded(),
          run.bytesDownloaded(),
          verified,
          failed,
          attempts);
    }
  }

  private final Map<String, Figures> followed = new HashMap<>();
  private final Counter rows;
  private final Counter bytes;
  private final Counter verified;
  private final Counter failed;
  private final Counter attempts;
  private boolean first = true;

  RunTotals(MeterRegistry registry) {
    rows =
        Counter.builder("datalayer.rows.landed")
            .description("Rows landed and proven in ClickHouse since the process started")
            .register(registry);
    bytes =
        Counter.builder("datalayer.downloaded")
            .baseUnit("bytes")
            .description("Bytes downloaded from venues since the process started")
            .register(registry);
    verified = chunks(registry, "verified");
    failed = chunks(registry, "failed");
    attempts =
        Counter.builder("datalayer.chunk.attempts")
            .description("Attempts at chunks, the successful ones included")
            .register(registry);
  }

  private static Counter chunks(MeterRegistry registry, String outcome) {
    return Counter.builder("datalayer.chunks")
        .tag("outcome", outcome)
        .description("Chunks that came to an end since the process started")
        .register(registry);
  }

  /** Takes the newest state of the runs; by one thread at a time. */
  void follow(List<RunProgress> runs) {
    Map<String, Figures> now = new HashMap<>();
    for (RunProgress run : runs) {
      @Nullable Figures before = followed.get(run.id());
      if (before != null && before.over() && run.state().isOver()) {
        // Nothing moves any more; its chunks need not be counted again.
        now.put(run.id(), before);
        continue;
      }
      Figures figures = Figures.of(run);
      now.put(run.id(), figures);
      if (!first) {
        add(before == null ? Figures.NONE : before, figures);
      }
    }
    first = false;
    followed.clear();
    followed.putAll(now);
  }

  private void add(Figures before, Figures now) {
    rows.increment((double) Math.max(0, now.rows() - before.rows()));
    bytes.increment((double) Math.max(0, now.bytes() - before.bytes()));
    verified.increment((double) Math.max(0, now.verified() - before.verified()));
    failed.increment((double) Math.max(0, now.failed() - before.failed()));
    attempts.increment((double) Math.max(0, now.attempts() - before.attempts()));
  }
}
