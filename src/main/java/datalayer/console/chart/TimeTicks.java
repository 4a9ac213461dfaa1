package datalayer.console.chart;

import datalayer.console.fx.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Where the time axis has its marks, and what they say. */
final class TimeTicks {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long[] STEPS = {
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    4 * DAY,
    7 * DAY
  };
  private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120};

  /**
   * A mark.
   *
   * @param major whether a larger unit begins here: an hour, a day, a month, a year
   */
  record Tick(long millis, String label, boolean major) {}

  private TimeTicks() {}

  /** Marks that are at least so many pixels apart, over the scale and one beyond each edge. */
  static List<Tick> of(TimeScale scale, double pixels) {
    double wanted = pixels * scale.millisPerPixel();
    for (long step : STEPS) {
      if (step >= wanted) {
        return step > DAY ? days(scale, step) : even(scale, step);
      }
    }
    for (int months : MONTHS) {
      if (months * 30.4 * DAY >= wanted) {
        return months(scale, months);
      }
    }
    return months(scale, 240);
  }

  private static List<Tick> even(TimeScale scale, long step) {
    List<Tick> ticks = new ArrayList<>();
    long first = Math.floorDiv((long) scale.from(), step) * step;
    for (long at = first; at <= scale.to() + step; at += step) {
      boolean midnight = Math.floorMod(at, DAY) == 0;
      boolean major = midnight || (step < HOUR && Math.floorMod(at, HOUR) == 0);
      Instant instant = Instant.ofEpochMilli(at);
      String label = midnight ? day(instant) : Times.minute(instant);
      ticks.add(new Tick(at, label, step == DAY ? startsMonth(instant) : major));
    }
    return ticks;
  }

  /** Steps of several days begin anew with each month, so that the first always has its mark. */
  private static List<Tick> days(TimeScale scale, long step) {
    List<Tick> ticks = new ArrayList<>();
    int every = (int) (step / DAY);
    ZonedDateTime month = monthOf(scale.from());
    while (month.toInstant().toEpochMilli() <= scale.to() + 31 * DAY) {
      int length = month.toLocalDate().lengthOfMonth();
      for (int day = 0; day + every * 2 / 3 < length; day += every) {
        Instant instant = month.plusDays(day).toInstant();
        ticks.add(new Tick(instant.toEpochMilli(), day(instant), day == 0));
      }
      month = month.plusMonths(1);
    }
    return ticks;
  }

  private static List<Tick> months(TimeScale scale, int every) {
    List<Tick> ticks = new ArrayList<>();
    ZonedDateTime first = monthOf(scale.from());
    int since1970 = (first.getYear() - 1970) * 12 + first.getMonthValue() - 1;
    ZonedDateTime at = first.minusMonths(Math.floorMod(since1970, every));
    while (at.toInstant().toEpochMilli() <= scale.to() + every * 31L * DAY) {
      boolean january = at.getMonthValue() == 1;
      String label = january ? Times.year(at.toInstant()) : monthName(at.toInstant());
      ticks.add(new Tick(at.toInstant().toEpochMilli(), label, january && every < 12));
      at = at.plusMonths(every);
    }
    return ticks;
  }

  private static String day(Instant instant) {
    return startsMonth(instant) ? Times.month(instant) : Times.day(instant);
  }

  private static String monthName(Instant instant) {
    return Times.month(instant).substring(0, 3);
  }

  private static boolean startsMonth(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).getDayOfMonth() == 1;
  }

  private static ZonedDateTime monthOf(double millis) {
    return Instant.ofEpochMilli((long) millis)
        .atZone(ZoneOffset.UTC)
        .withDayOfMonth(1)
        .truncatedTo(ChronoUnit.DAYS);
  }
}
