package datalayer.backfill;

import datalayer.backfill.LaneHosts.LaneName;
import datalayer.landing.Landing;
import datalayer.landing.LandingException;
import datalayer.ledger.LedgerException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the runs of all nodes and the lanes of this one: keeps the pictures of runs fresh,
 * takes chunks out of the lanes of runs that are held, has lanes that lost their turn get another,
 * goes on where room was wanting, and takes late inserts back. Every node has one; what two of them
 * do at once does no harm.
 */
final class Supervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration AT_WORK = Duration.ofMillis(500);
  private static final Duration AT_REST = Duration.ofSeconds(2);
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration ROUND = Duration.ofSeconds(5);

  /** How long the chunks in flight of a paused run may go on. */
  private static final Duration PAUSE_GRACE = Duration.ofSeconds(30);

  private final RunLog log;
  private final RunBoard board;
  private final LaneHosts hosts;
  private final Landing landing;
  private final String node;
  private final Map<LaneName, InFlight> flights;
  private final Patient patient;
  private final Admission admission;
  private final Semaphore news = new Semaphore(0);
  private final Map<String, Long> pausedSince = new HashMap<>();
  private final Map<String, List<LaneName>> lanes = new HashMap<>();
  private volatile boolean closed;
  private @Nullable Thread thread;

  Supervisor(
      RunLog log,
      RunBoard board,
      LaneHosts hosts,
      Landing landing,
      String node,
      Map<LaneName, InFlight> flights,
      Patient patient,
      Admission admission) {
    this.log = log;
    this.board = board;
    this.hosts = hosts;
    this.landing = landing;
    this.node = node;
    this.flights = flights;
    this.patient = patient;
    this.admission = admission;
  }

  synchronized void start() {
    thread = Thread.ofVirtual().name("run-supervisor").start(this::run);
  }

  /** Has it look at once: something changed. */
  void look() {
    news.release();
  }

  @Override
  public void close() {
    closed = true;
    look();
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    long round = System.nanoTime();
    try {
      while (!closed) {
        board.refresh();
        List<RunBoard.Active> active = board.active();
        takeBack(active);
        boolean room = admission.release(this::rests);
        if ((room || System.nanoTime() - round >= 0) && !patient.isStopping()) {
          attempt(() -> round(active));
          round = System.nanoTime() + ROUND.toNanos();
        }
        Duration pause = active.isEmpty() ? AT_REST : AT_WORK;
        news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
        if (!closed) {
          Thread.sleep(SHORTEST);
        }
      }
      board.refresh();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Empties the hands of lanes of runs that are held or cancelled. */
  private void takeBack(List<RunBoard.Active> active) {
    Set<String> paused = new HashSet<>();
    for (RunBoard.Active run : active) {
      String id = run.record().id();
      switch (run.state()) {
        case PAUSED -> {
          paused.add(id);
          long since = pausedSince.computeIfAbsent(id, i -> System.nanoTime());
          boolean late = System.nanoTime() - since > PAUSE_GRACE.toNanos();
          takeBack(id, late, "handed back: the run is paused");
        }
        case CANCELLED, FAILED -> takeBack(id, true, "left: the run was cancelled");
        case WAITING, RUNNING, COMPLETE, INCOMPLETE -> {}
      }
    }
    pausedSince.keySet().retainAll(paused);
  }

  private void takeBack(String run, boolean atOnce, String reason) {
    flights.forEach((lane, flight) -> {
      if (lane.run().equals(run) && (atOnce || flight.isWaiting())) {
        flight.takeBack(reason);
      }
    });
  }

  private interface Step {
    void take() throws InterruptedException;
  }

  /** What cannot be done now is done in the next round. */
  private void attempt(Step step) throws InterruptedException {
    try {
      step.take();
    } catch (LedgerException | LandingException e) {
      LOG.atInfo().log(e.getMessage());
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("a round over the runs failed");
    }
  }

  private void round(List<RunBoard.Active> active) throws InterruptedException {
    Set<String> known = new HashSet<>();
    // Where there is no room for all, the oldest come first.
    for (RunBoard.Active run : active.reversed()) {
      String id = run.record().id();
      known.add(id);
      List<LaneName> all = lanes.computeIfAbsent(id, log::lanes);
      if (!admission.isOurs(id)) {
        continue;
      }
      if (run.record().heldBy().equals(node) && landing.spoolTrouble().isEmpty()) {
        if (log.resumeWhereHeldByUs(id)) {
          LOG.atInfo().addKeyValue("run", id).log("there is room again; the run goes on");
          hosts.trigger(all);
        }
      } else if (wantsTurns(run) && (rests(run.state()) || admission.admits(id))) {
        List<LaneName> idle = hosts.idle(all);
        if (!idle.isEmpty()) {
          LOG.atInfo().addKeyValue("lanes", idle).log("lanes without a turn get one");
          hosts.trigger(idle);
        }
      }
    }
    for (String over : lanes.keySet().stream().filter(id -> !known.contains(id)).toList()) {
      hosts.forget(lanes.getOrDefault(over, List.of()));
      lanes.remove(over);
    }
    landing.sweep();
  }

  private boolean rests(String id) {
    return board.state(id).map(Supervisor::rests).orElse(true);
  }

  private static boolean rests(RunState state) {
    return state != RunState.WAITING && state != RunState.RUNNING;
  }

  /** A cancelled run of which a chunk is in flight: the lane that is begun again lets go of it. */
  private static boolean wantsTurns(RunBoard.Active run) {
    return switch (run.state()) {
      case WAITING, RUNNING -> run.unfinished();
      case PAUSED, CANCELLED, FAILED, COMPLETE, INCOMPLETE -> run.worked();
    };
  }
}
