package datalayer.control.http;

import datalayer.backfill.RunProgress;
import datalayer.control.SystemSnapshot;
import datalayer.control.http.Documents.RunPart;
import datalayer.control.http.Documents.SnapshotPart;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends of a snapshot only what changed. Two hundred finished runs with all their chunks are tens
 * of megabytes, twice a second; none of them changes any more. A run's revision rises when it is
 * another one than last seen; a mark says up to which revision somebody knows.
 */
final class SnapshotParts {

  /** What tells that a run which is over is still the same: it may have been tried again. */
  private record Revised(
      RunProgress run, long revision, @Nullable Instant finishedAt, int chunksDone) {

    boolean isStill(RunProgress other) {
      return other.state().isOver()
          && run.state() == other.state()
          && other.finishedAt() != null
          && other.finishedAt().equals(finishedAt)
          && other.chunksDone() == chunksDone
          && other.outcome().equals(run.outcome());
    }
  }

  /** Marks of another process say nothing here. */
  private final String process = UUID.randomUUID().toString().substring(0, 8);

  private Map<String, Revised> seen = new HashMap<>();
  private long revision;

  synchronized SnapshotPart since(String mark, SystemSnapshot snapshot) {
    long known = known(mark);
    Map<String, Revised> now = new HashMap<>();
    for (RunProgress run : snapshot.runs()) {
      @Nullable Revised before = seen.get(run.id());
      now.put(
          run.id(),
          before != null && before.isStill(run)
              ? before
              : new Revised(run, ++revision, run.finishedAt(), run.chunksDone()));
    }
    seen = now;
    List<RunPart> parts =
        snapshot.runs().stream()
            .map(run ->
                new RunPart(
                    run.id(),
                    now.getOrDefault(run.id(), new Revised(run, Long.MAX_VALUE, null, 0)).revision()
                            > known
                        ? run
                        : null))
            .toList();
    return new SnapshotPart(
        process + "-" + revision,
        snapshot.at(),
        snapshot.clickHouse(),
        snapshot.venues(),
        snapshot.streams(),
        snapshot.rowsPerSecond(),
        parts);
  }

  private long known(String mark) {
    String own = process + "-";
    return mark.startsWith(own) && mark.substring(own.length()).matches("\\d{1,18}")
        ? Long.parseLong(mark.substring(own.length()))
        : -1;
  }
}
