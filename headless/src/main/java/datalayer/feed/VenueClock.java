package datalayer.feed;

import datalayer.venue.BarHistory;
import datalayer.venue.VenueUnavailableException;
import datalayer.venue.http.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A venue's own time, read without waiting. The venue is asked now and then in the background; as
 * long as it has not answered, the machine's clock is the best guess.
 */
final class VenueClock implements InstantSource {

  private static final long EVERY = Duration.ofSeconds(10).toNanos();

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(VenueClock.class);

  private final BarHistory history;
  private final Ticks ticks;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile Reading reading;

  private record Reading(Instant venue, long ticks) {}

  VenueClock(BarHistory history, InstantSource machine, Ticks ticks) {
    this.history = history;
    this.ticks = ticks;
    this.reading = new Reading(machine.instant(), ticks.nanos());
  }

  @Override
  public Instant instant() {
    Reading now = reading;
    return now.venue().plusNanos(ticks.nanos() - now.ticks());
  }

  /** Asks the venue and waits for the answer, for a while. */
  void askFirst() throws InterruptedException {
    Thread asking = Thread.ofVirtual().name("feed-clock").start(this::askQuietly);
    if (!asking.join(FIRST)) {
      LOG.atWarn().log("a venue does not say its time; this machine's is taken for it meanwhile");
    }
  }

  private void askQuietly() {
    try {
      ask();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() throws InterruptedException {
    try {
      Instant venue = history.now();
      reading = new Reading(venue, ticks.nanos());
    } catch (VenueUnavailableException e) {
      // what it said before goes on; it is not asked again at once
      long now = ticks.nanos();
      Reading last = reading;
      reading = new Reading(last.venue().plusNanos(now - last.ticks()), now);
    }
  }

  /** Asks again in the background when the last answer is old. */
  void refresh() {
    if (ticks.nanos() - reading.ticks() > EVERY && asking.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("feed-clock")
          .start(() -> {
            try {
              askQuietly();
            } finally {
              asking.set(false);
            }
          });
    }
  }
}
