package datalayer.simulator.binance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The exchange's clock. It runs some times as fast as real time, or stands still at speed 0, and
 * can be moved by hand; whoever waits for a moment is woken when it comes, either way.
 */
public final class SimulatedClock implements InstantSource {

  /** A wait is looked at again after this long, in nanoseconds. */
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(5);

  /** So that a fast clock does not keep a core busy. */
  private static final long SHORTEST_WAIT = TimeUnit.MILLISECONDS.toNanos(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private Instant anchor;
  private long anchorNanos = System.nanoTime();
  private double speed;

  public SimulatedClock(Instant start, double speed) {
    this.anchor = start;
    this.speed = checked(speed);
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      return anchor.plusNanos((long) ((System.nanoTime() - anchorNanos) * speed));
    } finally {
      lock.unlock();
    }
  }

  /** Seconds that pass here in a real second. */
  public double speed() {
    lock.lock();
    try {
      return speed;
    } finally {
      lock.unlock();
    }
  }

  /** Goes on from now at another speed. */
  public void speed(double newSpeed) {
    move(instant(), checked(newSpeed));
  }

  /** Jumps to a moment, forwards or back, and goes on from there at the same speed. */
  public void set(Instant moment) {
    move(moment, speed());
  }

  public void advance(Duration by) {
    move(instant().plus(by), speed());
  }

  /** A clock of somebody whose time is off: ahead of this one, or behind it when negative. */
  public InstantSource skewed(Duration ahead) {
    return () -> instant().plus(ahead);
  }

  /**
   * Waits until this clock shows that moment or a later one.
   *
   * @param sooner a reason not to wait any longer; it is looked at again after each {@link #wake}
   */
  void awaitUntil(Instant moment, BooleanSupplier sooner) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!sooner.getAsBoolean() && instant().isBefore(moment)) {
        moved.awaitNanos(Math.min(LONGEST_WAIT, realNanos(Duration.between(instant(), moment))));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets all who wait look at their reasons again. */
  void wake() {
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long realNanos(Duration simulated) {
    if (speed == 0 || simulated.compareTo(Duration.ofDays(1000)) > 0) {
      return LONGEST_WAIT;
    }
    return Math.max(SHORTEST_WAIT, (long) (simulated.toNanos() / speed));
  }

  private void move(Instant moment, double newSpeed) {
    lock.lock();
    try {
      anchor = moment;
      anchorNanos = System.nanoTime();
      speed = newSpeed;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static double checked(double speed) {
    if (!(speed >= 0 && speed <= 100_000)) {
      throw new IllegalArgumentException(
          "a clock runs from 0 to 100000 times as fast as real time, not %s".formatted(speed));
    }
    return speed;
  }
}
