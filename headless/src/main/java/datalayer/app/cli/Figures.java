package datalayer.app.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as the product writes them: never localised, percent rounded down. */
final class Figures {

  private Figures() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number with its noun, {@code 1 file} and {@code 2 files}. */
  static String counted(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** Rounded down to two places, so that 100 means whole. */
  static String percent(long part, long whole) {
    if (whole == 0 || part == whole) {
      return "100 %";
    }
    return String.format(Locale.ROOT, "%.2f %%", Math.floor(10_000.0 * part / whole) / 100);
  }

  static String bytes(long bytes) {
    if (bytes < 0) {
      return "—";
    }
    double mib = bytes / 1048576.0;
    return mib < 1024
        ? String.format(Locale.ROOT, "%.1f MiB", mib)
        : String.format(Locale.ROOT, "%.1f GiB", mib / 1024);
  }

  /** An expectation, at the begin of a sentence. */
  static String about(Duration expected) {
    return expected.toSeconds() < 1 ? "Less than a second" : "About " + duration(expected);
  }

  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
  }
}
