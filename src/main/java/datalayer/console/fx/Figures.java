package datalayer.console.fx;

import java.time.Duration;
import java.util.Locale;

/**
 * How the console writes figures. Never localised: commas between thousands, a point for decimals,
 * U+2212 for minus, a no-break space before a unit. {@link #UNKNOWN} is not zero.
 */
public final class Figures {

  /** Not known. */
  public static final String UNKNOWN = "—";

  private static final String NBSP = "\u00a0";
  private static final long KIB = 1024;
  private static final long MIB = KIB * 1024;
  private static final long GIB = MIB * 1024;

  /** Below this, a scaled figure is close enough to be rounded by its binary digits. */
  private static final double EXACT = 1e12;

  private static final double NEAR = 1e-3;
  private static final double[] POWERS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

  private Figures() {}

  /** {@code 8,249,088}. */
  public static String count(long value) {
    return value < 0
        ? minus(String.format(Locale.ROOT, "%,d", value))
        : grouped(new StringBuilder(16), value).toString();
  }

  /** {@code 1 bar}, {@code 37 bars}. */
  public static String count(long value, String one, String many) {
    return count(value) + NBSP + (value == 1 ? one : many);
  }

  /** With a fixed number of decimals: {@code 96,455.26}. */
  public static String decimal(double value, int decimals) {
    double power = decimals < POWERS.length ? POWERS[decimals] : Double.NaN;
    double scaled = Math.abs(value) * power;
    double rest = scaled - Math.floor(scaled);
    if (!(scaled < EXACT) || Math.abs(rest - 0.5) < NEAR) {
      // too large, no number, or so near the middle that its last digits decide how it is rounded
      return minus(String.format(Locale.ROOT, "%,." + decimals + "f", value));
    }
    long digits = (long) scaled + (rest > 0.5 ? 1 : 0);
    long whole = digits / (long) power;
    StringBuilder text = new StringBuilder(24);
    if (value < 0) {
      text.append('−');
    }
    grouped(text, whole);
    if (decimals > 0) {
      // with a one in front, so that the zeros behind the point are there
      text.append(digits - whole * (long) power + (long) power);
      text.setCharAt(text.length() - decimals - 1, '.');
    }
    return text.toString();
  }

  /** With commas between thousands; not negative. */
  private static StringBuilder grouped(StringBuilder text, long value) {
    int begin = text.length();
    text.append(value);
    for (int at = text.length() - 3; at > begin; at -= 3) {
      text.insert(at, ',');
    }
    return text;
  }

  /** With its sign, also when positive: {@code +6.88}. */
  public static String signed(double value, int decimals) {
    String text = decimal(Math.abs(value), decimals);
    return (value < 0 ? "−" : "+") + text;
  }

  /** A share of one in percent, rounded down to two decimals, {@code 100 %} only when whole. */
  public static String percent(double share) {
    return percent(share, 2);
  }

  /** As {@link #percent}, with the decimals only where they are needed: {@code 61 %, 99.4 %}. */
  public static String progress(double share) {
    return percent(share, share < 0.99 ? 0 : 1);
  }

  private static String percent(double share, int decimals) {
    if (share >= 1) {
      return "100" + NBSP + "%";
    }
    double scale = Math.pow(10, decimals);
    // the small addition keeps 0.29 from becoming 28.999…
    double down = Math.floor(Math.max(0, share) * 100 * scale + 1e-7) / scale;
    return String.format(Locale.ROOT, "%." + decimals + "f", Math.min(down, 100 - 1 / scale))
        + NBSP
        + "%";
  }

  /** {@code 431 MiB}, {@code 41.2 GiB}. */
  public static String bytes(long bytes) {
    if (bytes < 0) {
      return UNKNOWN;
    }
    if (bytes >= GIB) {
      return scaled((double) bytes / GIB, "GiB");
    }
    if (bytes >= MIB) {
      return scaled((double) bytes / MIB, "MiB");
    }
    return bytes == 0 ? "0" + NBSP + "MiB" : scaled((double) bytes / KIB, "KiB");
  }

  private static String scaled(double value, String unit) {
    return decimal(value, value >= 100 ? 0 : 1) + NBSP + unit;
  }

  /** How old something is: {@code 0.4 s}, {@code 41 s}, {@code 2 h 05 min}, {@code 3 d 4 h}. */
  public static String age(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 10) {
      return decimal(Math.max(0, age.toMillis() / 100) / 10.0, 1) + NBSP + "s";
    }
    return seconds < 3600 && seconds >= 60
        ? seconds / 60 + NBSP + "min"
        : elapsed(Duration.ofSeconds(seconds));
  }

  /** How long something took: {@code 1 min 52 s}. */
  public static String elapsed(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + NBSP + "s";
    }
    if (seconds < 3600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    return seconds < 86_400
        ? two(seconds / 3600, "h", seconds % 3600 / 60, "min")
        : seconds / 86_400 + NBSP + "d" + NBSP + seconds % 86_400 / 3600 + NBSP + "h";
  }

  /** An estimate as a range, rounded outwards: {@code 4 – 5 min}. */
  public static String range(Duration least, Duration most) {
    long low = Math.max(0, least.toSeconds());
    long high = Math.max(low, (most.toMillis() + 999) / 1000);
    if (high < 90) {
      return between(low, high, "s");
    }
    if (high < 90 * 60) {
      return between(low / 60, (high + 59) / 60, "min");
    }
    return high < 48 * 3600
        ? between(low / 3600, (high + 3599) / 3600, "h")
        : between(low / 86_400, (high + 86_399) / 86_400, "d");
  }

  private static String between(long low, long high, String unit) {
    String range = low == high ? "" + low : low + NBSP + "–" + NBSP + high;
    return range + NBSP + unit;
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return "%d%s%s%s%02d%s%s".formatted(large, NBSP, largeUnit, NBSP, small, NBSP, smallUnit);
  }

  private static String minus(String text) {
    return text.replace('-', '−');
  }
}
