package datalayer.venue.http;

import java.time.Duration;
import java.util.Locale;

/**
 * How the machine's clock differs from a venue's.
 *
 * @param venue for people: {@code Binance spot}
 * @param ahead how far the machine is ahead; negative when it is behind
 * @param uncertainty it may be as much more or less
 * @param age since the venue said its time
 */
public record ClockSkew(String venue, Duration ahead, Duration uncertainty, Duration age) {

  /** For people: {@code The clock of this machine is 4.2 s behind Binance spot}. */
  public String said() {
    double seconds = ahead.abs().toMillis() / 1e3;
    return ahead.abs().compareTo(uncertainty) <= 0
        ? "The clock of this machine agrees with %s".formatted(venue)
        : String.format(
            Locale.ROOT,
            "The clock of this machine is %.1f s %s %s",
            seconds,
            ahead.isNegative() ? "behind" : "ahead of",
            venue);
  }
}
