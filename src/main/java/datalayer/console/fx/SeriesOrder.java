package datalayer.console.fx;

import datalayer.control.Control;
import datalayer.market.Instrument;
import datalayer.market.Series;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which people find series: as {@code instruments.yaml} names the instruments, what it
 * does not name after them by name, the shortest timeframe first.
 */
public final class SeriesOrder {

  private SeriesOrder() {}

  /** Every series that holds bars; blocks. */
  public static List<Series> read(Control control) {
    return sorted(control, control.series());
  }

  /** Some series in this order; blocks. */
  public static List<Series> sorted(Control control, Collection<Series> series) {
    Map<Instrument, Integer> places = new HashMap<>();
    for (Instrument instrument : control.instruments()) {
      places.putIfAbsent(instrument, places.size());
    }
    int last = places.size();
    return series.stream()
        .sorted(
            Comparator.comparingInt((Series one) -> places.getOrDefault(one.instrument(), last))
                .thenComparing(one -> one.instrument().toString())
                .thenComparing(Series::timeframe))
        .toList();
  }
}
