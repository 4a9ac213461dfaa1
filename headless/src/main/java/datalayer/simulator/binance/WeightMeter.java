package datalayer.simulator.binance;

import datalayer.simulator.binance.VenueRequest.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * What a client used up of a market's limits. Weight is counted by fixed minutes of the exchange's
 * clock. Who is told to wait and does not is banned, for longer each time.
 */
final class WeightMeter {

  private static final Duration FIRST_BAN = Duration.ofMinutes(2);
  private static final Duration LONGEST_BAN = Duration.ofDays(3);

  /** A request may be under way, in real time, when the refusal of another is sent. */
  private static final Duration CROSSING = Duration.ofMillis(500);

  /**
   * What a request comes to.
   *
   * @param status 200, 429 or 418
   * @param used the weight of the minute so far
   * @param until when the sender may ask again; the epoch when it may at once
   */
  record Charge(int status, int weight, int used, Standing standing, Instant until) {}

  private final int limit;
  private final LongSupplier realTime;
  private long minute = Long.MIN_VALUE;
  private int used;
  private Instant waitUntil = Instant.EPOCH;
  private long toldNanos;
  private boolean banned;
  private int bans;
  private long crossing = CROSSING.toNanos();

  /**
   * Starts with nothing used.
   *
   * @param limit of weight in a minute
   * @param realTime nanoseconds of real time
   */
  WeightMeter(int limit, LongSupplier realTime) {
    this.limit = limit;
    this.realTime = realTime;
  }

  synchronized Charge charge(int weight, Instant now) {
    long thisMinute = Math.floorDiv(now.toEpochMilli(), 60_000L);
    if (thisMinute != minute) {
      minute = thisMinute;
      used = 0;
    }
    used += weight;
    if (now.isBefore(waitUntil)) {
      return refused(weight, now);
    }
    banned = false;
    if (used <= limit) {
      return new Charge(200, weight, used, Standing.WITHIN, Instant.EPOCH);
    }
    wait(Instant.ofEpochMilli((minute + 1) * 60_000));
    return new Charge(429, weight, used, Standing.OVER_LIMIT, waitUntil);
  }

  /** For so long, in real time, a refusal may not be known to all who share the address. */
  synchronized void crossing(Duration time) {
    crossing = time.toNanos();
  }

  /** Notes that the client is being told to wait, by whatever answer. */
  synchronized void tell(Instant until, boolean ban) {
    wait(until);
    banned = ban;
  }

  /** The weight used in the minute of that moment. */
  synchronized int used(Instant now) {
    return Math.floorDiv(now.toEpochMilli(), 60_000L) == minute ? used : 0;
  }

  private Charge refused(int weight, Instant now) {
    if (realTime.getAsLong() - toldNanos < crossing) {
      int status = banned ? 418 : 429;
      return new Charge(status, weight, used, Standing.CROSSED_A_REFUSAL, waitUntil);
    }
    Duration ban = FIRST_BAN.multipliedBy(1L << Math.min(2 * bans, 12));
    bans++;
    banned = true;
    Instant end = now.plus(ban.compareTo(LONGEST_BAN) > 0 ? LONGEST_BAN : ban);
    wait(end.isAfter(waitUntil) ? end : waitUntil);
    return new Charge(418, weight, used, Standing.DURING_BAN, waitUntil);
  }

  private void wait(Instant until) {
    waitUntil = until;
    toldNanos = realTime.getAsLong();
  }
}
