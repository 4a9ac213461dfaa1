package datalayer.backfill;

import datalayer.ledger.Ledger;
import datalayer.ledger.LedgerException;
import datalayer.ledger.RunRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest runs as a node shows them, whichever node works them. {@link #runs} answers at once
 * with the newest pictures; {@link #refresh} asks the ledger for what changed since. Safe for use
 * by many threads.
 */
final class RunBoard {

  private static final Logger LOG = LoggerFactory.getLogger(RunBoard.class);
  private static final int NEWEST = 200;

  private final Ledger ledger;
  private final InstantSource clock;
  private Map<String, LiveRun> runs = new LinkedHashMap<>();
  private volatile List<RunProgress> shown = List.of();
  private boolean silent;

  RunBoard(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** A run that is not over. */
  record Active(RunRecord record, RunState state, boolean unfinished, boolean worked) {}

  /** The newest runs, newest first. */
  List<RunProgress> runs() {
    return shown;
  }

  /** A run, however old. */
  Optional<RunProgress> find(String id) {
    return shown.stream()
        .filter(run -> run.id().equals(id))
        .findFirst()
        .or(() -> read(id).map(run -> run.progress("")));
  }

  /** Where one of the newest runs stands. */
  synchronized Optional<RunState> state(String id) {
    return Optional.ofNullable(runs.get(id)).map(run -> RunState.parse(run.record().state()));
  }

  /** The newest runs that are not over, or of which a chunk is still in flight. */
  synchronized List<Active> active() {
    List<Active> active = new ArrayList<>();
    for (LiveRun run : runs.values()) {
      RunState state = RunState.parse(run.record().state());
      if (!state.isOver() || run.isWorked()) {
        active.add(new Active(run.record(), state, run.isUnfinished(), run.isWorked()));
      }
    }
    return active;
  }

  /**
   * Asks the ledger for what changed. A ledger that is away is told of where the runs are shown.
   */
  synchronized void refresh() {
    String trouble = "";
    try {
      readChanges();
      silent = false;
    } catch (LedgerException e) {
      trouble =
          "The operations database does not answer. Nothing is lost; the lanes wait for it. "
              + e.getMessage();
      if (!silent) {
        LOG.atWarn().setCause(e).log("runs cannot be read; trying again");
        silent = true;
      }
    }
    List<RunProgress> pictures = new ArrayList<>(runs.size());
    for (LiveRun run : runs.values()) {
      pictures.add(run.progress(trouble));
    }
    shown = List.copyOf(pictures);
    notifyAll();
  }

  /** Waits until a run is over and none of its chunks is in flight. Returns whether that is so. */
  synchronized boolean await(String id, long millis) throws InterruptedException {
    long end = System.nanoTime() + Math.min(millis, Long.MAX_VALUE / 2_000_000) * 1_000_000;
    while (true) {
      LiveRun run = runs.get(id);
      if (run == null || (RunState.parse(run.record().state()).isOver() && !run.isWorked())) {
        return true;
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
  }

  private void readChanges() {
    Map<String, LiveRun> newest = new LinkedHashMap<>();
    for (RunRecord record : ledger.transaction(tx -> tx.runs().newest(NEWEST))) {
      LiveRun run = runs.getOrDefault(record.id(), new LiveRun(record, clock));
      if (record.revision() > run.seen() || run.seen() == 0) {
        catchUp(run, record.id());
      }
      newest.put(record.id(), run);
    }
    runs = newest;
  }

  /** The record is read after its changes: what it does not show yet is read the next time. */
  private void catchUp(LiveRun run, String id) {
    record Changes(
        RunRecord record, List<RunRecord.Chunk> chunks, List<RunRecord.Attempt> attempts) {}
    Changes changes =
        ledger.transaction(tx -> {
          RunRecord record = tx.runs().find(id).orElseThrow();
          return new Changes(
              record, tx.runs().chunks(id, run.seen()), tx.runs().attempts(id, run.seen()));
        });
    run.update(changes.record(), changes.chunks(), changes.attempts());
  }

  private Optional<LiveRun> read(String id) {
    Optional<RunRecord> record = ledger.transaction(tx -> tx.runs().find(id));
    return record.map(found -> {
      LiveRun run = new LiveRun(found, clock);
      catchUp(run, id);
      return run;
    });
  }
}
