package datalayer.feed;

import datalayer.landing.Landing;
import datalayer.landing.LandingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lands a venue's final bars, a few at a time and one batch after the other. Nothing that was put
 * here is let go of as long as the process lives: while it cannot be landed it is tried again, and
 * when too much waits, whoever brings more has to wait too. What a killed process had here is
 * healed by the next one.
 */
final class Lander implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lander.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final Landing landing;
  private final FeedOptions options;
  private final Consumer<String> blocked;
  private final BlockingQueue<Parcel> queue;
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean full;
  private volatile String trouble = "";

  /**
   * @param blocked is told, for people, when the queue is full
   */
  Lander(Landing landing, String venue, FeedOptions options, Consumer<String> blocked) {
    this.landing = landing;
    this.options = options;
    this.blocked = blocked;
    this.queue = new LinkedBlockingQueue<>(options.waiting());
    this.thread = Thread.ofPlatform().daemon().name("feed-lands-" + venue).start(this::run);
  }

  /** Puts bars where they will be landed; waits as long as there is no room. */
  void put(Parcel parcel) {
    try {
      if (queue.offer(parcel)) {
        return;
      }
      if (!full) {
        full = true;
        blocked.accept(
            "%d final bars wait to be landed; reading more waits too%s"
                .formatted(queue.size(), trouble.isEmpty() ? "" : ": " + trouble));
      }
      while (!closing && !queue.offer(parcel, 1, TimeUnit.SECONDS)) {
        // whoever brings it waits
      }
      full = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int waiting() {
    return queue.size();
  }

  /** Why nothing lands, or empty. */
  String trouble() {
    return trouble;
  }

  /** Lands what waits, within bounded time. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!thread.join(LONGEST_STOP)) {
        LOG.atWarn()
            .addKeyValue("bars", queue.size())
            .log("final bars could not be landed in time; the next start heals them");
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing || !queue.isEmpty()) {
        Parcel first = queue.poll(options.tick().toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
          for (Batch batch : Batch.of(gather(first))) {
            land(batch);
          }
        }
      }
    } catch (InterruptedException e) {
      LOG.atDebug().log("told to stop");
    }
  }

  private List<Parcel> gather(Parcel first) throws InterruptedException {
    List<Parcel> parcels = new ArrayList<>();
    parcels.add(first);
    long end = System.nanoTime() + options.linger().toNanos();
    while (parcels.size() < options.batch()) {
      long rest = closing ? 0 : Math.max(0, end - System.nanoTime());
      @Nullable Parcel next = queue.poll(rest, TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      parcels.add(next);
    }
    return parcels;
  }

  private void land(Batch batch) throws InterruptedException {
    while (true) {
      try {
        landing.land(batch.delivery());
        trouble = "";
        batch.parcels().forEach(parcel -> parcel.landed().run());
        return;
      } catch (LandingException e) {
        trouble = String.valueOf(e.getMessage());
        LOG.atWarn()
            .addKeyValue("bars", batch.bars())
            .addKeyValue("reason", e.getMessage())
            .log("live bars could not be landed; trying again");
        Thread.sleep(AGAIN);
      } catch (RuntimeException e) {
        trouble = "a fault of ours: " + e;
        LOG.atError().setCause(e).log("live bars could not be landed; trying again");
        Thread.sleep(AGAIN);
      }
    }
  }
}
