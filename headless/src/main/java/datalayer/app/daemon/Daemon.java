package datalayer.app.daemon;

import datalayer.app.DoorOptions;
import datalayer.app.LocalCore;
import datalayer.app.StartException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The core without a window, from its start until somebody ends it. The first signal ends it
 * gracefully: chunks in flight are finished or handed back, in bounded time; the second ends it at
 * once. Either way nothing is lost: open promises are kept at the next start.
 */
public final class Daemon {

  /** How long a graceful stop may take; a supervisor must wait a little longer. */
  public static final Duration LONGEST_STOP = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  /** A terminal, a wrapper and a supervisor may each pass on what was one key. */
  private static final Duration ONE_WISH = Duration.ofSeconds(1);

  private static final int COMPLETE = 0;
  private static final int ERROR = 1;

  /** What a shell calls a process that a signal ended. */
  private static final int ENDED_AT_ONCE = 130;

  private final Callable<? extends LocalCore> start;
  private final DoorOptions door;
  private final PrintWriter out;
  private final ServiceNotice supervisor = ServiceNotice.ofThisProcess();
  private final CountDownLatch ending = new CountDownLatch(1);

  /** When the first signal came, in nanoseconds of the machine's ticks; 0 before. */
  private final AtomicLong told = new AtomicLong();

  private final Thread main = Thread.currentThread();
  private volatile boolean starting = true;

  /**
   * @param start starts the core; interrupted when the daemon is told to stop meanwhile
   * @param out where it says that it is ready
   */
  public Daemon(Callable<? extends LocalCore> start, DoorOptions door, PrintWriter out) {
    this.start = start;
    this.door = door;
    this.out = out;
  }

  /**
   * Runs until a signal.
   *
   * @return the exit code: 0 after a graceful stop, 1 when something was still at work after {@link
   *     #LONGEST_STOP}
   */
  public int run() throws Exception {
    Redaction.hide(door.token().reveal());
    Signals.listen(this::heard);
    LOG.atInfo().addKeyValue("pid", ProcessHandle.current().pid()).log("daemon starts");
    LocalCore core;
    try {
      core = start.call();
    } catch (StartException e) {
      if (told.get() != 0) {
        LOG.atInfo().log("stopped while it started");
        return COMPLETE;
      }
      throw e;
    }
    starting = false;
    URI address;
    try {
      address = core.openDoor(door);
    } catch (RuntimeException e) {
      core.close();
      throw e;
    }
    core.heartbeat().onBeat(supervisor::alive);
    supervisor.ready("control API on " + address);
    out.println("Data Layer runs. Control API: " + address + " (the token is in control.json).");
    out.println("Stop it with Ctrl-C or SIGTERM; a second one ends it at once.");
    out.flush();
    LOG.atInfo().addKeyValue("url", address).log("daemon ready");
    awaitSignal();
    return stop(core);
  }

  private void heard(String signal) {
    long now = System.nanoTime();
    if (!told.compareAndSet(0, now)) {
      if (now - told.get() > ONE_WISH.toNanos()) {
        LOG.atWarn()
            .addKeyValue("signal", signal)
            .log("ended at once; open promises are kept at the next start");
        Runtime.getRuntime().halt(ENDED_AT_ONCE);
      }
      return;
    }
    LOG.atInfo().addKeyValue("signal", signal).log("told to stop");
    ending.countDown();
    if (starting) {
      main.interrupt();
    }
  }

  private void awaitSignal() {
    try {
      ending.await();
    } catch (InterruptedException e) {
      // A signal that came with the end of the start: there is one all the same.
      LOG.atDebug().log("interrupted");
    }
  }

  private int stop(LocalCore core) throws InterruptedException {
    long running =
        core.control().snapshot().runs().stream().filter(r -> !r.state().isOver()).count();
    String what =
        "Stopping: %d %s not over; chunks in flight are finished or handed back, within %d s."
            .formatted(running, running == 1 ? "run is" : "runs are", LONGEST_STOP.toSeconds());
    supervisor.stopping(what);
    out.println(what);
    out.flush();
    LOG.atInfo().addKeyValue("runs", running).log("daemon stops");
    // A signal during the last moments of the start may have left a mark on this thread.
    boolean marked = Thread.interrupted();
    LOG.atDebug().addKeyValue("interrupted", marked).log("closing");
    AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
    Thread closing = Thread.ofPlatform().name("stop").daemon().start(() -> close(core, failed));
    if (!closing.join(LONGEST_STOP)) {
      LOG.atError().log("not everything ended in time; open promises are kept at the next start");
      out.println("Not everything ended in time. Nothing is lost: it goes on at the next start.");
      out.flush();
      Runtime.getRuntime().halt(ERROR);
    }
    @Nullable RuntimeException failure = failed.get();
    if (failure != null) {
      throw failure;
    }
    LOG.atInfo().log("daemon stopped");
    out.println("Stopped.");
    out.flush();
    return COMPLETE;
  }

  private static void close(LocalCore core, AtomicReference<@Nullable RuntimeException> failed) {
    try {
      core.close();
    } catch (RuntimeException e) {
      failed.set(e);
    }
  }
}
