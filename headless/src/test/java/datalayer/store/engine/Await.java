package datalayer.store.engine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a deadline that a busy machine does not reach. */
final class Await {

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private Await() {}

  static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + DEADLINE + " in vain until " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
