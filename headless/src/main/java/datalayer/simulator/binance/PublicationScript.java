package datalayer.simulator.binance;

import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong when the archive publishes files: late ones, ones that never come, ones that lack
 * bars until they are replaced. Each entry counts how often it mattered to somebody's question.
 */
public final class PublicationScript {

  /**
   * A file that is not as it should be.
   *
   * @param late how much later than due it comes, or null for never
   * @param lacking bars that it first lacks, or null for none
   * @param repaired when it is replaced by a whole one, or null for never
   */
  private record Irregularity(
      Pattern key,
      @Nullable Duration late,
      @Nullable TimeRange lacking,
      @Nullable Instant repaired,
      AtomicInteger mattered) {

    boolean isAbout(String file) {
      return key.matcher(file).find();
    }
  }

  private final List<Irregularity> irregularities = new CopyOnWriteArrayList<>();

  /**
   * Publishes files later than due.
   *
   * @param key a regular expression found in the key of a zip
   */
  public void late(String key, Duration by) {
    add(new Irregularity(Pattern.compile(key), by, null, null, new AtomicInteger()));
  }

  /** Never publishes files. */
  public void missing(String key) {
    add(new Irregularity(Pattern.compile(key), null, null, null, new AtomicInteger()));
  }

  /**
   * Publishes files without some of their bars.
   *
   * @param repaired when whole ones replace them, or null for never
   */
  public void lacking(String key, TimeRange bars, @Nullable Instant repaired) {
    add(new Irregularity(Pattern.compile(key), Duration.ZERO, bars, repaired, new AtomicInteger()));
  }

  /** Entries that nobody's question met. */
  public List<String> unmet() {
    return irregularities.stream()
        .filter(irregularity -> irregularity.mattered().get() == 0)
        .map(irregularity -> "archive files of " + irregularity.key())
        .toList();
  }

  public void clear() {
    irregularities.clear();
  }

  /** When a file is published that is due then, or null for never. */
  @Nullable Instant published(String key, Instant due, Instant now) {
    Instant published = due;
    for (Irregularity irregularity : irregularities) {
      if (irregularity.lacking() == null && irregularity.isAbout(key)) {
        Duration late = irregularity.late();
        if (!now.isBefore(due)) {
          irregularity.mattered().incrementAndGet();
        }
        if (late == null) {
          return null;
        }
        published = published.plus(late);
      }
    }
    return published;
  }

  /** The moments at which files that lacked bars are replaced. */
  List<Instant> repairs(String key) {
    return irregularities.stream()
        .filter(irregularity -> irregularity.lacking() != null && irregularity.isAbout(key))
        .map(Irregularity::repaired)
        .filter(Objects::nonNull)
        .toList();
  }

  /** The bars that a version of a file lacks. */
  List<TimeRange> lacks(String key, Instant version) {
    return irregularities.stream()
        .filter(irregularity -> irregularity.lacking() != null && irregularity.isAbout(key))
        .filter(i -> {
          Instant repaired = i.repaired();
          return repaired == null || version.isBefore(repaired);
        })
        .map(i -> {
          i.mattered().incrementAndGet();
          return Objects.requireNonNull(i.lacking());
        })
        .toList();
  }

  private void add(Irregularity irregularity) {
    irregularities.add(irregularity);
  }
}
