package datalayer.venue.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A venue's own time, from what it said last and the time that passed since then. The machine's
 * clock may be wrong by an hour or be set back: it is only looked at to say so. Until the venue has
 * said its time, the machine's clock is the best guess. Safe for use by many threads.
 */
public final class VenueTime implements InstantSource {

  /** Time stands still rather than going back by so much; by more, the reading before was wrong. */
  private static final Duration JITTER = Duration.ofSeconds(2);

  /** The machine's clock was set when it and the time that passed disagree by more. */
  private static final Duration JUMP = Duration.ofSeconds(1);

  private final String venue;
  private final InstantSource local;
  private final Ticks ticks;
  private Reading reading;
  private boolean known;
  private Instant latest;

  /**
   * What was known at one moment.
   *
   * @param local what the machine's clock said then
   */
  private record Reading(long ticks, Instant venue, Duration uncertainty, Instant local) {}

  /**
   * A time the venue has not said yet.
   *
   * @param venue for people: {@code Binance spot}
   * @param local the machine's clock
   */
  public VenueTime(String venue, InstantSource local, Ticks ticks) {
    this.venue = venue;
    this.local = local;
    this.ticks = ticks;
    Instant guess = local.instant();
    reading = new Reading(ticks.nanos(), guess, Duration.ZERO, guess);
    latest = Instant.MIN;
  }

  /**
   * The venue said its time.
   *
   * @param at when, in {@link Ticks}
   * @param uncertainty the venue's time was as far from this at most
   */
  public synchronized void said(long at, Instant venueTime, Duration uncertainty) {
    Duration since = Duration.ofNanos(ticks.nanos() - at);
    Instant now = venueTime.plus(since);
    boolean jitter = known && latest.isAfter(now) && latest.minus(JITTER).isBefore(now);
    if (!jitter) {
      latest = Instant.MIN;
    }
    reading = new Reading(at, venueTime, uncertainty, local.instant().minus(since));
    known = true;
  }

  /** The venue's time as far as we know; never goes back by less than two seconds. */
  @Override
  public synchronized Instant instant() {
    Instant now = reading.venue().plusNanos(ticks.nanos() - reading.ticks());
    if (now.isAfter(latest)) {
      latest = now;
    }
    return latest;
  }

  /** It is this late at the venue for certain: the earliest that its time may be. */
  public synchronized Instant atLeast() {
    return reading.venue().plusNanos(ticks.nanos() - reading.ticks()).minus(reading.uncertainty());
  }

  /** Whether the venue has said its time at all. */
  public synchronized boolean known() {
    return known;
  }

  /**
   * Whether it should be asked: it never was, or not for so long, or the machine's clock was set.
   */
  public synchronized boolean stale(Duration maxAge) {
    Duration age = Duration.ofNanos(ticks.nanos() - reading.ticks());
    Duration drift = Duration.between(reading.local().plus(age), local.instant()).abs();
    return !known || age.compareTo(maxAge) > 0 || drift.compareTo(JUMP) > 0;
  }

  /** What is known now, or null when the venue has not said its time. */
  public synchronized @Nullable ClockSkew skew() {
    if (!known) {
      return null;
    }
    Duration age = Duration.ofNanos(ticks.nanos() - reading.ticks());
    Instant now = reading.venue().plus(age);
    return new ClockSkew(venue, Duration.between(now, local.instant()), reading.uncertainty(), age);
  }
}
