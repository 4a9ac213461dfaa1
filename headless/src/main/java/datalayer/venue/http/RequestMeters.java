package datalayer.venue.http;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Counts what was sent to one venue, against each of its limits. Our own count takes every request
 * from its grant until a whole window has passed since its answer; the venue's count, which others
 * at the same address raise too, holds for its minute. Guarded by its owner.
 */
final class RequestMeters {

  /** Time will not help, only an answer. */
  static final long UNTIL_CHANGED = -1;

  private static final int KEPT_FREE_PERCENT = 20;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String name;
  private final VenueTime time;
  private final Ticks ticks;
  private List<Meter> meters;
  private int underWay;
  private long weightUnderWay;
  private long reportedMinute = Long.MIN_VALUE;
  private long reported;

  private record Meter(RequestLimit limit, RollingSum sum) {
    boolean ofWeight() {
      return limit.kind() == RequestLimit.Kind.WEIGHT;
    }
  }

  RequestMeters(String name, List<RequestLimit> limits, VenueTime time, Ticks ticks) {
    this.name = name;
    this.time = time;
    this.ticks = ticks;
    this.meters = List.of();
    set(limits);
  }

  /** The limits are these now; what was used stays used. */
  void set(List<RequestLimit> limits) {
    if (limits.stream().noneMatch(limit -> limit.kind() == RequestLimit.Kind.WEIGHT)) {
      throw new IllegalArgumentException("no limit of weight among " + limits);
    }
    List<Meter> changed = new ArrayList<>();
    for (RequestLimit limit : limits) {
      RollingSum sum =
          meters.stream()
              .filter(meter -> meter.limit().kind() == limit.kind())
              .filter(meter -> meter.limit().window().equals(limit.window()))
              .map(Meter::sum)
              .findFirst()
              .orElseGet(() -> new RollingSum(limit.window().toNanos()));
      changed.add(new Meter(limit, sum));
    }
    meters = List.copyOf(changed);
  }

  void granted(int weight) {
    underWay++;
    weightUnderWay += weight;
  }

  /** A grant was given back: nothing was sent. */
  void withdrawn(int weight) {
    underWay--;
    weightUnderWay -= weight;
  }

  void settled(int weight) {
    withdrawn(weight);
    long now = ticks.nanos();
    meters.forEach(meter -> meter.sum().add(now, meter.limit().amount(weight)));
  }

  /**
   * The venue counted so much when it answered a request of this weight.
   *
   * @param minute when the request was granted
   */
  void reported(long minute, int weight, OptionalLong count) {
    // of an answer that came over the end of a minute nobody knows which one it counts
    if (minute() != minute) {
      return;
    }
    if (reportedMinute != minute) {
      reportedMinute = minute;
      reported = 0;
    }
    reported = count.isPresent() ? Math.max(reported, count.getAsLong()) : reported + weight;
  }

  /**
   * Nanoseconds until a request may be sent as far as the limits go: 0 for now, {@link
   * #UNTIL_CHANGED} when only an answer can tell.
   *
   * @param all whether it may use what is kept free
   */
  long obstacle(int weight, boolean all) {
    for (Meter meter : meters) {
      long wait = obstacle(meter, meter.limit().amount(weight), all);
      if (wait != 0) {
        return wait;
      }
    }
    return 0;
  }

  private long obstacle(Meter meter, long amount, boolean all) {
    long most = meter.limit().most();
    if (amount > most) {
      throw new IllegalArgumentException(
          "%s: a request of %d can never be sent under a limit of %d"
              .formatted(name, amount, most));
    }
    // a request larger than the share may go when nothing else does
    long allowed = Math.max(all ? most : share(most), amount);
    if (used(meter) + amount <= allowed) {
      return 0;
    }
    long now = ticks.nanos();
    long tooMuch = own(meter, now) + amount - allowed;
    return tooMuch > 0
        ? meter.sum().untilFree(now, tooMuch).orElse(UNTIL_CHANGED)
        : (MINUTE_MILLIS - Math.floorMod(time.instant().toEpochMilli(), MINUTE_MILLIS))
            * NANOS_PER_MILLI;
  }

  int underWay() {
    return underWay;
  }

  /** Weight, within the last window. */
  long used() {
    return used(weight());
  }

  /** Weight, within a window. */
  long limit() {
    return weight().limit().most();
  }

  /** The nanoseconds that so much weight takes when nobody else wants any. */
  long paced(long weight) {
    Meter meter = weight();
    long most = share(meter.limit().most());
    long beyond = weight - Math.max(0, most - used(meter));
    return (long) (Math.max(0, beyond) / (double) most * meter.limit().window().toNanos());
  }

  /** The venue's minute now. */
  long minute() {
    return Math.floorDiv(time.instant().toEpochMilli(), MINUTE_MILLIS);
  }

  private Meter weight() {
    return meters.stream().filter(Meter::ofWeight).findFirst().orElseThrow();
  }

  private long used(Meter meter) {
    long own = own(meter, ticks.nanos());
    boolean told = meter.ofWeight() && reportedMinute == minute();
    return told ? Math.max(own, reported + weightUnderWay) : own;
  }

  private long own(Meter meter, long now) {
    return meter.sum().at(now) + (meter.ofWeight() ? weightUnderWay : underWay);
  }

  private static long share(long most) {
    return Math.max(1, most - most * KEPT_FREE_PERCENT / 100);
  }
}
