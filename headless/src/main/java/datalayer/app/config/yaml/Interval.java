package datalayer.app.config.yaml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as operators write them: {@code 30m}, {@code 8h}, {@code 1d}. */
final class Interval {

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})([mhd])");
  private static final Duration LONGEST = Duration.ofDays(7);

  private Interval() {}

  /**
   * Reads a span of a minute to a week.
   *
   * @throws IllegalArgumentException saying how to write one
   */
  static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      int count = Integer.parseInt(matcher.group(1));
      Duration span =
          switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          };
      if (span.isPositive() && span.compareTo(LONGEST) <= 0) {
        return span;
      }
    }
    throw new IllegalArgumentException(
        "\"%s\" is no interval; write 1m to 7d, like 30m, 8h or 1d".formatted(text));
  }
}
