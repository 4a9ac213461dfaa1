package datalayer.control.http;

import datalayer.backfill.RunProgress;
import datalayer.control.SystemSnapshot;
import datalayer.control.SystemSnapshot.ClickHouseState;
import datalayer.control.http.Documents.RunPart;
import datalayer.control.http.Documents.SnapshotPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the newest snapshot together from what {@link SnapshotParts} sends. */
final class SnapshotMirror {

  private volatile @Nullable SystemSnapshot newest;
  private String mark = "";
  private Map<String, RunProgress> runs = new HashMap<>();

  /** What to send with the next question. */
  synchronized String mark() {
    return mark;
  }

  /** The newest snapshot; null before the first part came. */
  @Nullable SystemSnapshot newest() {
    return newest;
  }

  synchronized void take(SnapshotPart part) {
    Map<String, RunProgress> now = new HashMap<>();
    List<RunProgress> inOrder = new ArrayList<>();
    for (RunPart one : part.runs()) {
      RunProgress run =
          one.run() == null
              ? Objects.requireNonNull(runs.get(one.id()), "a run was never sent")
              : one.run();
      now.put(one.id(), run);
      inOrder.add(run);
    }
    runs = now;
    mark = part.mark();
    newest =
        new SystemSnapshot(
            part.at(),
            inOrder,
            part.clickHouse(),
            part.venues(),
            part.streams() == null ? List.of() : part.streams(),
            part.rowsPerSecond());
  }

  /** Nothing came: the last snapshot stays, with its age, and says so. */
  synchronized void silent(String trouble) {
    SystemSnapshot last = newest;
    if (last != null) {
      ClickHouseState store = last.clickHouse();
      newest =
          new SystemSnapshot(
              last.at(),
              last.runs(),
              new ClickHouseState(store.name(), null, store.bytes(), trouble),
              last.venues(),
              last.streams(),
              0);
    }
  }

  /** Begins anew: everything is sent again. */
  synchronized void forget() {
    mark = "";
  }
}
