package datalayer.venue.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that passes only when somebody pauses or a test says so: the machine's clock, which may be
 * set, and the time that runs forward.
 */
public final class HandTime implements InstantSource, Ticks, Pause {

  private Instant now;
  private long passed;
  private int pauses;

  public HandTime(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return passed;
  }

  @Override
  public synchronized void lasts(Duration duration) {
    pauses++;
    passes(duration);
  }

  public synchronized void passes(Duration duration) {
    now = now.plus(duration);
    passed += duration.toNanos();
  }

  /** Somebody sets the machine's clock. */
  public synchronized void set(Instant wrong) {
    now = wrong;
  }

  public synchronized Duration passed() {
    return Duration.ofNanos(passed);
  }

  /** How often somebody paused. */
  public synchronized int pauses() {
    return pauses;
  }
}
