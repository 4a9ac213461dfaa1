package datalayer.app.config.yaml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as operators write them, always UTC. */
public final class UtcTime {

  /** No exchange we know has older data. */
  private static final int FIRST_YEAR = 2009;

  private static final Pattern FORM =
      Pattern.compile(
          "(?<date>\\d{4}-\\d{2}-\\d{2})"
              + "(?:[T ](?<time>\\d{2}:\\d{2}(?::\\d{2})?)(?<zone> ?Z| ?[+-]\\d{2}:?\\d{2})?)?");

  private UtcTime() {}

  /**
   * Reads {@code 2026-02-01}, {@code 2026-02-01 00:00}, {@code 2026-02-01 00:00:00} or either with
   * a {@code T} between and a {@code Z} behind. Without a {@code Z} it is UTC as well. An offset is
   * refused, with the time in UTC to write instead: who reads the file later should not have to
   * reckon.
   *
   * @throws IllegalArgumentException saying how to write a time
   */
  public static Instant parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw unreadable(text);
    }
    try {
      Instant instant = instant(matcher);
      if (instant.atOffset(ZoneOffset.UTC).getYear() < FIRST_YEAR) {
        throw new IllegalArgumentException(
            "\"%s\" is before %d, when there was no exchange".formatted(text, FIRST_YEAR));
      }
      String zone = zone(matcher);
      if (!zone.isEmpty() && !zone.equals("Z")) {
        throw new IllegalArgumentException(
            "\"%s\" has an offset, and times are UTC; write %s".formatted(text, instant));
      }
      return instant;
    } catch (DateTimeException e) {
      throw unreadable(text);
    }
  }

  private static Instant instant(Matcher matcher) {
    LocalDate date = LocalDate.parse(matcher.group("date"));
    if (matcher.group("time") == null) {
      return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    LocalDateTime time = LocalDateTime.parse(date + "T" + matcher.group("time"));
    String zone = zone(matcher);
    ZoneOffset offset = zone.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(zone);
    return OffsetDateTime.of(time, offset).toInstant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String zone(Matcher matcher) {
    return matcher.group("zone") == null ? "" : matcher.group("zone").strip();
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "\"%s\" is no time; write it in UTC like 2026-02-01, 2026-02-01 00:00 or 2026-02-01T00:00:00Z"
            .formatted(text));
  }
}
