package datalayer.monitor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats as long as the process moves: every second it does a piece of the core's own work, one that
 * takes the locks the core takes and asks no database. A timer by itself would go on beating while
 * everything else hangs. Ages are told by the monotonic clock, so a clock set back changes nothing.
 */
public final class Heartbeat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Without a beat for this long the process counts as hanging. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Runnable work;
  private final Duration longestPause;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("heartbeat").daemon().factory());
  private volatile long last = System.nanoTime();

  /**
   * Begins to beat.
   *
   * @param work done at every beat; what it throws is logged, and the process still moves
   */
  public Heartbeat(Runnable work) {
    this(work, EVERY, LONGEST_PAUSE);
  }

  Heartbeat(Runnable work, Duration every, Duration longestPause) {
    this.work = work;
    this.longestPause = longestPause;
    ScheduledFuture<?> _ =
        ticker.scheduleWithFixedDelay(this::beat, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells somebody of every beat from now on. */
  public void onBeat(Runnable listener) {
    listeners.add(listener);
  }

  /** How long ago the last beat was. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - last);
  }

  public boolean isBeating() {
    return age().compareTo(longestPause) < 0;
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }

  private void beat() {
    try {
      work.run();
      listeners.forEach(Runnable::run);
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("the heartbeat's work failed");
    }
    last = System.nanoTime();
  }
}
