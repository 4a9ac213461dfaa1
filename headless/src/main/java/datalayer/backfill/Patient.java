package datalayer.backfill;

import datalayer.ledger.LedgerException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for an operations database that is away, as long as it takes or until the process stops.
 * Safe for use by many threads.
 */
final class Patient {

  private static final Logger LOG = LoggerFactory.getLogger(Patient.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final CountDownLatch stopping = new CountDownLatch(1);

  void stop() {
    stopping.countDown();
  }

  boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Waits, at most the time given. An interruption means that the process stops. */
  void pause(Duration time) throws InterruptedException {
    if (stopping.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the process stops");
    }
  }

  /** Does work in the ledger, again and again while that is away. */
  <T> T durably(Supplier<T> work) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return work.get();
      } catch (LedgerException e) {
        if (!e.isPassing()) {
          throw e;
        }
        LOG.atInfo().addKeyValue("again_in_ms", pause.toMillis()).log(e.getMessage());
        pause(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      }
    }
  }
}
