package datalayer.venue.http;

import datalayer.venue.RequestPriority;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What may be sent to one venue by this process. Every request takes a {@link Permit} first; who is
 * more urgent goes first, always, and a fifth of each limit, and one of the requests that may be
 * under way at once, are kept free for live bars. No window of the venue's, fixed or rolling, gets
 * more than its limit from us; what others use from the same address is taken from the venue's own
 * count. When the venue says stop, nobody sends until that is over, and then one request goes alone
 * until it is answered well. Safe for use by many threads.
 */
public final class RequestBudget {

  /** Who waits for time looks again so often, as a stop or a new limit may have come. */
  private static final long LONGEST_NAP = Duration.ofSeconds(1).toNanos();

  private final String name;
  private final int atOnce;
  private final Duration patience;
  private final VenueTime time;
  private final Ticks ticks;
  private final Pause pause;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Waiter> waiting =
      new PriorityQueue<>(
          Comparator.comparing(Waiter::priority).thenComparingLong(Waiter::sequence));
  private final RequestMeters meters;
  private long sequence;
  private @Nullable Stop stop;
  private boolean recovering;

  private record Waiter(RequestPriority priority, long sequence, int weight) {}

  private record Stop(long since, long until, String reason) {}

  /**
   * A budget of which nothing is used.
   *
   * @param name for people: {@code Binance spot}
   * @param limits what is assumed until the venue says its {@link #limits}; one of weight among
   *     them
   * @param atOnce requests under way, at most
   * @param patience a caller waits no longer than this for a stop to end
   * @param time of the venue, to know which minute its counts are for
   */
  public RequestBudget(
      String name,
      List<RequestLimit> limits,
      int atOnce,
      Duration patience,
      VenueTime time,
      Ticks ticks,
      Pause pause) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("at least one request at once, not " + atOnce);
    }
    this.name = name;
    this.atOnce = atOnce;
    this.patience = patience;
    this.time = time;
    this.ticks = ticks;
    this.pause = pause;
    this.meters = new RequestMeters(name, limits, time, ticks);
  }

  /** What the venue says it allows now; what was used stays used. */
  public void limits(List<RequestLimit> limits) {
    lock.lock();
    try {
      meters.set(limits);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a request may be sent.
   *
   * @param weight what the venue counts for it
   * @throws StoppedException when the venue told us to send nothing for longer than our patience
   */
  public Permit take(RequestPriority priority, int weight)
      throws InterruptedException, StoppedException {
    lock.lockInterruptibly();
    try {
      Waiter me = new Waiter(priority, sequence++, weight);
      waiting.add(me);
      try {
        // whoever stood first so far may not be the first any more
        changed.signalAll();
        while (true) {
          checkPatience();
          long wait = me.equals(waiting.peek()) ? obstacle(me) : RequestMeters.UNTIL_CHANGED;
          if (wait == 0) {
            meters.granted(weight);
            return new Permit(weight, ticks.nanos(), meters.minute());
          }
          if (wait == RequestMeters.UNTIL_CHANGED) {
            changed.await();
          } else {
            nap(wait);
          }
        }
      } finally {
        waiting.remove(me);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The venue told us to send nothing for so long; a stop that ends later stays. */
  public void stop(Duration length, String reason) {
    lock.lock();
    try {
      long now = ticks.nanos();
      long until = now + length.toNanos();
      Stop before = stop;
      stop =
          before != null && before.until() - until > 0
              ? new Stop(now, before.until(), before.reason())
              : new Stop(now, until, reason);
      recovering = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public BudgetState state() {
    lock.lock();
    try {
      Map<RequestPriority, Integer> counts = new EnumMap<>(RequestPriority.class);
      for (RequestPriority priority : RequestPriority.values()) {
        counts.put(priority, 0);
      }
      waiting.forEach(waiter -> counts.merge(waiter.priority(), 1, Integer::sum));
      long left = stopLeft();
      Stop standing = left > 0 ? stop : null;
      return new BudgetState(
          name,
          meters.limit(),
          meters.used(),
          meters.underWay(),
          counts,
          standing == null ? null : time.instant().plusNanos(left),
          standing == null ? null : standing.reason());
    } finally {
      lock.unlock();
    }
  }

  /**
   * How long so much weight takes at least when nobody else wants any: a stop, then whole windows
   * of what is not kept free.
   */
  public Duration expected(long weight) {
    lock.lock();
    try {
      return Duration.ofNanos(stopLeft() + meters.paced(weight));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nanoseconds until nothing is in the way, or {@link RequestMeters#UNTIL_CHANGED} when time will
   * not help.
   */
  private long obstacle(Waiter waiter) {
    long left = stopLeft();
    if (left > 0) {
      return left;
    }
    boolean heal = waiter.priority() == RequestPriority.LIVE_HEAL;
    int most = recovering ? 1 : heal || atOnce == 1 ? atOnce : atOnce - 1;
    if (meters.underWay() >= most) {
      return RequestMeters.UNTIL_CHANGED;
    }
    return meters.obstacle(waiter.weight(), heal);
  }

  private void nap(long nanos) throws InterruptedException {
    lock.unlock();
    try {
      pause.lasts(Duration.ofNanos(Math.min(nanos, LONGEST_NAP)));
    } finally {
      lock.lock();
    }
  }

  private void checkPatience() throws StoppedException {
    Stop standing = stop;
    long left = stopLeft();
    if (standing != null && left > patience.toNanos()) {
      Instant until = time.instant().plusNanos(left);
      throw new StoppedException(
          "%s: %s; nothing is sent until %s"
              .formatted(name, standing.reason(), until.truncatedTo(ChronoUnit.SECONDS)),
          Duration.ofNanos(left));
    }
  }

  private long stopLeft() {
    return stop == null ? 0 : Math.max(0, stop.until() - ticks.nanos());
  }

  /** The right to send one request. Must be closed, answered or not. */
  public final class Permit implements AutoCloseable {
    private final int weight;
    private final long grantedAt;
    private final long grantedMinute;
    private boolean settled;

    private Permit(int weight, long grantedAt, long grantedMinute) {
      this.weight = weight;
      this.grantedAt = grantedAt;
      this.grantedMinute = grantedMinute;
    }

    /**
     * The request was answered.
     *
     * @param well by what was asked for: an answer that was sent after a stop and comes well ends
     *     the caution
     * @param reportedWeight the venue's own count for its minute, where it tells
     */
    public void answered(boolean well, OptionalLong reportedWeight) {
      lock.lock();
      try {
        settle();
        Stop last = stop;
        if (well && (last == null || grantedAt - last.since() >= 0) && stopLeft() == 0) {
          recovering = false;
        }
        meters.reported(grantedMinute, weight, reportedWeight);
      } finally {
        lock.unlock();
      }
    }

    /** Nothing was sent with it. */
    public void unused() {
      lock.lock();
      try {
        if (!settled) {
          settled = true;
          meters.withdrawn(weight);
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }

    private void settle() {
      if (settled) {
        return;
      }
      settled = true;
      meters.settled(weight);
      changed.signalAll();
    }

    /** The request is over; without an answer it counts as if the venue had counted it. */
    @Override
    public void close() {
      lock.lock();
      try {
        settle();
      } finally {
        lock.unlock();
      }
    }
  }
}
