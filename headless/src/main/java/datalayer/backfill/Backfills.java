package datalayer.backfill;

import datalayer.landing.FaultPoint;
import datalayer.landing.Landing;
import datalayer.ledger.Ledger;
import datalayer.store.Patience;
import datalayer.store.ReferenceTables;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backfill runs of this process. A run of concurrency N is N lanes, each a virtual thread that
 * takes the next open chunk until none is left, so the bound holds by construction. Safe for use by
 * many threads.
 */
public final class Backfills implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Backfills.class);

  private final Landing landing;
  private final ReferenceTables references;
  private final Sources sources;
  private final Semaphore downloads;
  private final RunLog log;
  private final FaultPoint.Observer faults;
  private final InstantSource clock;
  private final Patience patience;
  private final Map<String, LiveRun> live = new LinkedHashMap<>();
  private final Map<String, CountDownLatch> ends = new LinkedHashMap<>();
  private final List<Thread> lanes = new ArrayList<>();
  private final List<RunProgress> earlier;

  /**
   * @param parallelDownloads how many archive files may be fetched at once, over all runs
   * @param patience how long a run waits for a ClickHouse that does not answer when it begins
   */
  public Backfills(
      Landing landing,
      ReferenceTables references,
      Sources sources,
      Ledger ledger,
      int parallelDownloads,
      FaultPoint.Observer faults,
      InstantSource clock,
      Patience patience) {
    this.landing = landing;
    this.references = references;
    this.sources = sources;
    this.downloads = new Semaphore(parallelDownloads, true);
    this.log = new RunLog(ledger);
    this.faults = faults;
    this.clock = clock;
    this.patience = patience;
    log.closeInterrupted();
    this.earlier = log.newest();
  }

  /**
   * Starts exactly this plan.
   *
   * @return the run's id
   */
  public synchronized String start(Plan plan) {
    UUID snapshot = UUID.randomUUID();
    LiveRun run = log.begin(plan, snapshot, clock);
    live.put(run.id(), run);
    CountDownLatch end = new CountDownLatch(1);
    ends.put(run.id(), end);
    Thread conductor =
        Thread.ofVirtual().name("run-" + run.id()).start(() -> conduct(run, snapshot, end));
    lanes.add(conductor);
    return run.id();
  }

  /** Stops a run after the chunks in flight. */
  public synchronized void cancel(String id) {
    LiveRun run = live.get(id);
    if (run != null) {
      run.cancel();
    }
  }

  /** The runs of this process and those the ledger remembers, newest first. */
  public synchronized List<RunProgress> runs() {
    List<RunProgress> runs = new ArrayList<>();
    List.copyOf(live.values()).reversed().forEach(run -> runs.add(run.progress()));
    runs.addAll(earlier);
    return runs;
  }

  public synchronized Optional<RunProgress> find(String id) {
    LiveRun run = live.get(id);
    return run != null ? Optional.of(run.progress()) : log.find(id);
  }

  /** Waits until a run is over, at most the time given. Returns whether it is. */
  public boolean await(String id, long millis) throws InterruptedException {
    CountDownLatch end;
    synchronized (this) {
      end = ends.get(id);
    }
    return end == null || end.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Cancels what runs and waits for the chunks in flight. */
  @Override
  public void close() {
    List<Thread> running;
    synchronized (this) {
      live.values().forEach(LiveRun::cancel);
      running = List.copyOf(lanes);
    }
    for (Thread thread : running) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        running.forEach(Thread::interrupt);
        Thread.currentThread().interrupt();
      }
    }
  }

  private void conduct(LiveRun run, UUID snapshot, CountDownLatch end) {
    BackfillRequest request = run.plan().request();
    try {
      if (run.plan().chunks() > 0) {
        patience.ask(run.id(), () -> announce(run, snapshot));
      }
      List<Thread> workers = new ArrayList<>();
      for (int lane = 1; lane <= request.maxConcurrency(); lane++) {
        Lane work = new Lane(lane, run, snapshot, landing, sources, downloads, log, faults, clock);
        workers.add(Thread.ofVirtual().name("lane-%s-%d".formatted(run.id(), lane)).start(work));
      }
      for (Thread worker : workers) {
        worker.join();
      }
      finish(run);
    } catch (InterruptedException e) {
      over(run, RunState.CANCELLED, "Stopped with the process.");
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("run", run.id()).setCause(e).log("run failed");
      over(run, RunState.FAILED, String.valueOf(e.getMessage()));
    } finally {
      end.countDown();
    }
  }

  private boolean announce(LiveRun run, UUID snapshot) {
    BackfillRequest request = run.plan().request();
    references.register(request.instruments());
    references.snapshot(
        snapshot,
        run.id(),
        request.range(),
        request.instruments(),
        request.timeframes(),
        run.progress().startedAt(),
        request.title());
    return true;
  }

  private void finish(LiveRun run) {
    RunProgress progress = run.progress();
    long failed = progress.chunks().stream().filter(c -> c.state() == ChunkState.FAILED).count();
    long unfetchable =
        run.plan().rows()
            - run.plan().series().stream()
                .flatMap(s -> s.chunks().stream())
                .mapToLong(Plan.PlannedChunk::bars)
                .sum();
    long missing = run.missing() + Math.max(0, unfetchable);
    boolean cut = run.isCancelled() && progress.chunksDone() < progress.chunksTotal();
    if (cut) {
      over(
          run,
          RunState.CANCELLED,
          "Cancelled after %d of %d chunks."
              .formatted(progress.chunksDone(), progress.chunksTotal()));
    } else if (missing > 0 || failed > 0) {
      over(run, RunState.INCOMPLETE, incomplete(missing, failed));
    } else {
      over(run, RunState.COMPLETE, "");
    }
  }

  private static String incomplete(long missing, long failed) {
    String bars = String.format(Locale.ROOT, "%,d bars stay missing", missing);
    return failed == 0
        ? bars + "."
        : "%s; %d %s failed.".formatted(bars, failed, failed == 1 ? "chunk" : "chunks");
  }

  private void over(LiveRun run, RunState state, String outcome) {
    run.over(state, outcome);
    try {
      log.over(run.id(), state, outcome);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("run", run.id())
          .setCause(e)
          .log("the end of a run could not be written down");
    }
  }
}
