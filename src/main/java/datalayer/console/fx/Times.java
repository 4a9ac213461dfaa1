package datalayer.console.fx;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the console writes and reads times: UTC always, in English. */
public final class Times {

  private static final Pattern TYPED =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})(?:-(\\d{1,2}))?(?:[ T](\\d{1,2}):(\\d{2}))?(?: ?Z| UTC)?");

  private static final DateTimeFormatter CLOCK = of("HH:mm:ss");
  private static final DateTimeFormatter MINUTE = of("HH:mm");
  private static final DateTimeFormatter DAY = of("d MMM");
  private static final DateTimeFormatter DATE = of("d MMM uuuu");
  private static final DateTimeFormatter WEEKDAY_DATE = of("EEE d MMM uuuu");
  private static final DateTimeFormatter WEEKDAY_MINUTE = of("EEE d MMM HH:mm");
  private static final DateTimeFormatter DAY_MINUTE = of("d MMM HH:mm");
  private static final DateTimeFormatter MONTH = of("MMM uuuu");
  private static final DateTimeFormatter SHORT_MONTH = of("MMM uu");
  private static final DateTimeFormatter YEAR = of("uuuu");
  private static final DateTimeFormatter INPUT = of("uuuu-MM-dd HH:mm");

  private Times() {}

  /** {@code 14:07:32}. */
  public static String clock(Instant at) {
    return CLOCK.format(at);
  }

  /** {@code 14:07}. */
  public static String minute(Instant at) {
    return MINUTE.format(at);
  }

  /** {@code 19 Nov}. */
  public static String day(Instant at) {
    return DAY.format(at);
  }

  /** {@code 19 Nov 2026}. */
  public static String date(Instant at) {
    return DATE.format(at);
  }

  /** {@code Thu 19 Nov 2026}. */
  public static String weekdayAndDate(Instant at) {
    return WEEKDAY_DATE.format(at);
  }

  /** {@code Thu 19 Nov 13:46}. */
  public static String weekdayAndMinute(Instant at) {
    return WEEKDAY_MINUTE.format(at);
  }

  /** {@code 19 Nov 13:46}. */
  public static String dayAndMinute(Instant at) {
    return DAY_MINUTE.format(at);
  }

  /** {@code Nov 2026}. */
  public static String month(Instant at) {
    return MONTH.format(at);
  }

  /** {@code Nov 26}. */
  public static String shortMonth(Instant at) {
    return SHORT_MONTH.format(at);
  }

  public static String year(Instant at) {
    return YEAR.format(at);
  }

  /** As it is typed: {@code 2026-11-19 13:46}. */
  public static String input(Instant at) {
    return INPUT.format(at);
  }

  /** The time of day when it is the day of {@code now}, else the day: {@code 14:01, 18 Nov}. */
  public static String shortly(Instant at, Instant now) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (day.equals(today)) {
      return minute(at);
    }
    return day.getYear() == today.getYear() ? day(at) : date(at);
  }

  /**
   * Reads what a person typed: {@code 2026-11-19 13:46}, {@code 2026-11-19} or {@code 2026-11}.
   *
   * @throws IllegalArgumentException saying what is wrong and how to write it
   */
  public static Instant parse(String text) {
    Matcher matcher = TYPED.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Write it as 2026-11-19 or 2026-11-19 13:46.");
    }
    int year = Integer.parseInt(matcher.group(1));
    int month = Integer.parseInt(matcher.group(2));
    int day = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    int hour = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
    int minute = matcher.group(5) == null ? 0 : Integer.parseInt(matcher.group(5));
    if (month < 1 || month > 12) {
      throw new IllegalArgumentException(
          "There is no month %d. Write it as %d-12-01.".formatted(month, year));
    }
    if (hour > 23 || minute > 59) {
      throw new IllegalArgumentException(
          "There is no time %02d:%02d. Write it as 13:46.".formatted(hour, minute));
    }
    int length = LocalDate.of(year, month, 1).lengthOfMonth();
    if (day < 1 || day > length) {
      throw new IllegalArgumentException(
          "There is no day %d in that month; it has %d days.".formatted(day, length));
    }
    return LocalDateTime.of(year, month, day, hour, minute).toInstant(ZoneOffset.UTC);
  }

  private static DateTimeFormatter of(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
