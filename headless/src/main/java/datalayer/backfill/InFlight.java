package datalayer.backfill;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The chunk that a lane has in its hands, and how to take it out of them: at once while it is
 * fetched or waits, otherwise at the next step that can be left undone. Safe for use by many
 * threads; the steps are those of the lane's own thread.
 */
final class InFlight {

  /** The chunk was taken back; it is to be opened again. */
  static final class TakenBackException extends Exception {

    private static final long serialVersionUID = 1;

    TakenBackException(String reason) {
      super(reason);
    }
  }

  private @Nullable Thread fetching;
  private @Nullable String taken;
  private boolean waiting;

  /** Says why the chunk must be left. */
  synchronized void takeBack(String reason) {
    taken = reason;
    if (fetching != null) {
      fetching.interrupt();
    }
    notifyAll();
  }

  /** Whether nothing is under way that would be lost. */
  synchronized boolean isWaiting() {
    return waiting;
  }

  /** From here on the thread may be interrupted. */
  synchronized void startFetching() throws TakenBackException {
    leaveIfTaken();
    fetching = Thread.currentThread();
  }

  /** From here on it is not; an interruption that came too late is forgotten. */
  synchronized void stopFetching() throws TakenBackException {
    fetching = null;
    if (taken != null && Thread.interrupted()) {
      throw new TakenBackException(taken);
    }
    leaveIfTaken();
  }

  /** Waits, at most the time given. */
  synchronized void pause(Duration time) throws TakenBackException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    waiting = true;
    try {
      for (long left = time.toNanos(); left > 0 && taken == null; left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, left));
      }
    } finally {
      waiting = false;
    }
    leaveIfTaken();
  }

  synchronized void leaveIfTaken() throws TakenBackException {
    if (taken != null) {
      throw new TakenBackException(taken);
    }
  }
}
