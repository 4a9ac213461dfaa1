package datalayer.backfill;

import datalayer.backfill.LaneHosts.LaneName;
import datalayer.landing.FaultPoint;
import datalayer.landing.Landing;
import datalayer.ledger.Ledger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backfill runs: those that this node works, and those that it sees others work. A run is written
 * down with the plan of every chunk before anything is fetched, so that any node can go on with it
 * after any crash. A run of concurrency N is N lanes, each of which takes the next open chunk until
 * none is left; so the bound holds by construction. Safe for use by many threads.
 */
public final class Backfills implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Backfills.class);

  /** How long a chunk in flight may go on when the process is asked to stop. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final RunLog log;
  private final RunBoard board;
  private final LaneHosts hosts;
  private final InstantSource clock;
  private final Patient patient = new Patient();
  private final Map<LaneName, InFlight> flights = new ConcurrentHashMap<>();
  private final Duty duty;
  private final Admission admission;
  private final LaneTools tools;
  private final Supervisor supervisor;
  private boolean working;

  /**
   * @param node that works here
   * @param hosts that give the lanes their turns; closed with this
   * @param duty which runs are worked here
   * @param parallelDownloads how many archive files may be fetched at once, over all runs
   */
  public Backfills(
      Landing landing,
      Sources sources,
      Ledger ledger,
      String node,
      LaneHosts hosts,
      Duty duty,
      int parallelDownloads,
      FaultPoint.Observer faults,
      InstantSource clock) {
    this.log = new RunLog(ledger, node);
    this.board = new RunBoard(ledger, clock);
    this.hosts = hosts;
    this.clock = clock;
    this.duty = duty;
    this.admission = new Admission(duty);
    this.supervisor = new Supervisor(log, board, hosts, landing, node, flights, patient, admission);
    this.tools =
        new LaneTools(
            log,
            landing,
            sources,
            new Semaphore(parallelDownloads, true),
            patient,
            admission,
            flights,
            supervisor::look,
            faults,
            clock);
    board.refresh();
  }

  /**
   * Begins to work what an earlier process left unfinished, where that is this one's duty;
   * otherwise it begins with the first run that it is told to work.
   */
  public void open() {
    if (duty.unasked()) {
      begin();
    }
  }

  private synchronized void begin() {
    if (!working) {
      working = true;
      hosts.open(lane -> new Lane(lane, tools).turn());
      supervisor.start();
    }
  }

  private void work(String id) {
    admission.ask(id);
    begin();
    hosts.trigger(log.lanes(id));
  }

  /**
   * Starts exactly this plan.
   *
   * @return the run's id
   */
  public String start(Plan plan) {
    String id = log.insert(plan, UUID.randomUUID(), clock.instant());
    if (plan.chunks() > 0) {
      work(id);
    }
    board.refresh();
    return id;
  }

  /**
   * Holds a run after the chunks in flight, or half a minute later at the latest.
   *
   * @throws RunRefusedException when it is over or paused already
   */
  public void pause(String id) {
    tell(id, log::pause);
  }

  /**
   * Goes on with a paused run; where only what is asked for is worked, also with one that an
   * earlier process left unfinished.
   *
   * @throws RunRefusedException when it is neither
   */
  public void resume(String id) {
    boolean left = !admission.isOurs(id);
    tell(id, run -> log.resume(run, left));
    work(id);
  }

  /** Stops a run for good. What is being fetched is left, what is being landed is finished. */
  public void cancel(String id) {
    tell(id, log::cancel);
  }

  /**
   * Opens the failed chunks of a run again and goes on with it.
   *
   * @throws RunRefusedException when none failed, or the run was cancelled
   */
  public void retry(String id) {
    tell(id, log::retry);
    work(id);
  }

  /** The newest runs, of all nodes, newest first; about half a second old. Never blocks. */
  public List<RunProgress> runs() {
    return board.runs();
  }

  /** A run, however old. */
  public Optional<RunProgress> find(String id) {
    return board.find(id);
  }

  /**
   * Waits until a run is over and none of its chunks is in flight, at most the time given. Returns
   * whether that is so.
   */
  public boolean await(String id, long millis) throws InterruptedException {
    return board.await(id, millis);
  }

  /**
   * Stops working. Chunks in flight are finished, or handed back open where that takes long; their
   * runs go on with the next process or on another node.
   */
  @Override
  public void close() {
    patient.stop();
    flights.values().stream()
        .filter(InFlight::isWaiting)
        .forEach(flight -> flight.takeBack("handed back: the process stopped"));
    Thread impatient = Thread.ofVirtual().name("backfills-grace").unstarted(this::takeBackLate);
    impatient.start();
    hosts.close();
    impatient.interrupt();
    supervisor.close();
  }

  private void takeBackLate() {
    try {
      Thread.sleep(GRACE);
      while (true) {
        flights.values().forEach(f -> f.takeBack("handed back: the process stopped"));
        Thread.sleep(Duration.ofMillis(200));
      }
    } catch (InterruptedException e) {
      LOG.debug("every lane has ended");
    }
  }

  private void tell(String id, Consumer<String> command) {
    command.accept(id);
    board.refresh();
    supervisor.look();
  }
}
