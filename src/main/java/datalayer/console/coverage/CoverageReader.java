package datalayer.console.coverage;

import datalayer.console.fx.Work;
import datalayer.control.Control;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the coverage of series, a few at a time, those in view before the others. Answers come
 * on the thread that paints, which alone uses this.
 */
final class CoverageReader {

  private static final int AT_ONCE = 4;

  private final Control control;
  private final Work work;
  private final InstantSource clock;
  private final Runnable changed;
  private final Map<Series, SeriesCoverage> known = new HashMap<>();
  private final Map<Series, String> failed = new HashMap<>();
  private final Set<Series> wanted = new LinkedHashSet<>();
  private final Set<Series> asking = new HashSet<>();
  private List<Series> inView = List.of();
  private Map<Series, TimeRange> asked = Map.of();

  /**
   * @param changed runs after each answer
   */
  CoverageReader(Control control, Work work, InstantSource clock, Runnable changed) {
    this.control = control;
    this.work = work;
    this.clock = clock;
    this.changed = changed;
  }

  /** What is known of a series, or null while nothing is. */
  @Nullable SeriesCoverage of(Series series) {
    return known.get(series);
  }

  /** Why a series could not be read, or null. */
  @Nullable String problem(Series series) {
    return failed.get(series);
  }

  Collection<SeriesCoverage> all() {
    return known.values();
  }

  boolean busy() {
    return !asking.isEmpty() || !wanted.isEmpty();
  }

  /** What was asked for of each series, which may begin before its first bar. */
  void asked(Map<Series, TimeRange> stretches) {
    asked = Map.copyOf(stretches);
  }

  /** Wants these read, or read again; what is known of them stays until the answer comes. */
  void want(Collection<Series> series) {
    wanted.addAll(series);
    askMore();
  }

  /** Those in view come before others. */
  void inView(List<Series> series) {
    inView = List.copyOf(series);
  }

  private void askMore() {
    while (asking.size() < AT_ONCE && !wanted.isEmpty()) {
      Series next = next();
      if (next == null) {
        return;
      }
      wanted.remove(next);
      asking.add(next);
      work.start(
          () -> read(next, asked.get(next)),
          found -> {
            known.put(next, found);
            failed.remove(next);
            answered(next);
          },
          failure -> {
            String message = failure.getMessage();
            failed.put(next, message == null ? failure.toString() : message);
            answered(next);
          });
    }
  }

  private @Nullable Series next() {
    List<Series> order = new ArrayList<>(inView);
    order.addAll(wanted);
    return order.stream()
        .filter(series -> wanted.contains(series) && !asking.contains(series))
        .findFirst()
        .orElse(null);
  }

  private void answered(Series series) {
    asking.remove(series);
    askMore();
    changed.run();
  }

  private SeriesCoverage read(Series series, @Nullable TimeRange wantedOnce) {
    TimeRange held = control.extent(series).orElse(wantedOnce);
    if (held == null) {
      return SeriesCoverage.of(series, List.of());
    }
    Instant first = held.from();
    if (wantedOnce != null && wantedOnce.from().isBefore(first)) {
      first = wantedOnce.from();
    }
    Instant now = clock.instant();
    Instant last = held.to().isAfter(now) ? held.to().minusMillis(1) : now;
    TimeRange range =
        new TimeRange(first.truncatedTo(ChronoUnit.DAYS), SeriesCoverage.endOfDay(last));
    return SeriesCoverage.of(series, control.coverage(series, range));
  }
}
