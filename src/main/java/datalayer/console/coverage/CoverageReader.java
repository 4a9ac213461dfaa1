package datalayer.console.coverage;

import datalayer.console.fx.Work;
import datalayer.control.Control;
import datalayer.market.Series;
import datalayer.market.TimeRange;
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
          () -> read(next),
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

  private SeriesCoverage read(Series series) {
    return control
        .extent(series)
        .map(extent -> {
          var from = extent.from().truncatedTo(ChronoUnit.DAYS);
          var now = clock.instant();
          var last = extent.to().isAfter(now) ? extent.to().minusMillis(1) : now;
          TimeRange range = new TimeRange(from, SeriesCoverage.endOfDay(last));
          return SeriesCoverage.of(series, control.coverage(series, range));
        })
        .orElseGet(() -> SeriesCoverage.of(series, List.of()));
  }
}
