package datalayer.console;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;

/**
 * Watches how long the FX thread keeps an event waiting. Counted is the thread's own CPU time
 * between the moment an event is handed over and the moment it is handled, so that other processes
 * on a busy machine are not held against us.
 */
final class FxWatchdog implements AutoCloseable {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private final AtomicLong worst = new AtomicLong();
  private final long fxThread;
  private final Thread watcher;
  private volatile boolean closed;

  /**
   * @param fxThread the id of the FX thread
   */
  FxWatchdog(long fxThread) {
    this.fxThread = fxThread;
    watcher = Thread.ofPlatform().daemon().name("fx-watchdog").start(this::watch);
  }

  /** The longest wait so far, in milliseconds of CPU time. */
  double worstMillis() {
    return worst.get() / 1e6;
  }

  @Override
  public void close() {
    closed = true;
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    while (!closed) {
      long before = THREADS.getThreadCpuTime(fxThread);
      CountDownLatch handled = new CountDownLatch(1);
      AtomicLong after = new AtomicLong(before);
      Platform.runLater(() -> {
        after.set(THREADS.getCurrentThreadCpuTime());
        handled.countDown();
      });
      try {
        if (!handled.await(60, TimeUnit.SECONDS)) {
          worst.set(Long.MAX_VALUE);
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      worst.accumulateAndGet(after.get() - before, Math::max);
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
  }
}
