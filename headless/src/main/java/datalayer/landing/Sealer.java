package datalayer.landing;

import datalayer.landing.Delivery.Part;
import datalayer.landing.Delivery.UnreadableRow;
import datalayer.ledger.Amendment;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.BarTables;
import datalayer.store.BarTables.CurrentBar;
import datalayer.store.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which rows of a delivery are written: those that are new or state something new. A bar
 * that stands as current with the same figures is confirmed, not written again.
 */
final class Sealer {

  private final BarTables tables;

  Sealer(BarTables tables) {
    this.tables = tables;
  }

  /** A series' rows after sealing: sorted, without repetitions. */
  record SealedPart(
      Part part,
      List<Bar> bars,
      List<UnreadableRow> unreadable,
      RangeSet confirmed,
      List<Change> changes) {

    boolean writesNothing() {
      return bars.isEmpty() && unreadable.isEmpty();
    }

    Manifest.Part manifest(String chunkId, Version version) {
      Series series = part.series();
      Map<Long, String> faults = new HashMap<>();
      for (UnreadableRow row : unreadable) {
        if (row.openTime() != UnreadableRow.UNKNOWN_TIME && part.range().contains(row.openTime())) {
          faults.put(
              series.timeframe().floor(Instant.ofEpochMilli(row.openTime())).toEpochMilli(),
              row.fault());
        }
      }
      return new Manifest.Part(
          series.toString(),
          part.range().from().toEpochMilli(),
          part.range().to().toEpochMilli(),
          Manifest.pairs(stretches(series, bars)),
          Manifest.pairs(confirmed),
          part.absences().stream().map(Manifest.Absence::of).toList(),
          faults,
          part.archives().stream().map(Manifest.Archive::of).toList(),
          changes.stream().map(c -> c.amendment(series, chunkId, version)).toList());
    }
  }

  /** A bar that the venue states differently than the current one. */
  record Change(CurrentBar before, Bar after) {

    Amendment amendment(Series series, String chunkId, Version version) {
      return new Amendment(
          series.toString(),
          after.openTime(),
          chunkId,
          figures(before.bar()),
          figures(after),
          Long.compareUnsigned(version.value(), before.version()) > 0);
    }
  }

  /**
   * @param unproven versions of rows that may go again, and so confirm nothing
   */
  SealedPart seal(Part part, Set<Long> unproven) {
    List<UnreadableRow> unreadable = new ArrayList<>(part.unreadable());
    List<Bar> bars = withoutRepetitions(part, unreadable);
    if (bars.isEmpty() || !tables.holdsAny(part.series(), part.range())) {
      return new SealedPart(part, bars, unreadable, RangeSet.EMPTY, List.of());
    }
    Map<Long, CurrentBar> current = tables.current(part.series(), part.range());
    List<Bar> write = new ArrayList<>();
    List<Bar> confirmed = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (Bar bar : bars) {
      CurrentBar found = current.get(bar.openTime());
      CurrentBar before = found == null || unproven.contains(found.version()) ? null : found;
      if (before != null && before.bar().equals(bar)) {
        confirmed.add(bar);
      } else {
        write.add(bar);
        if (before != null) {
          changes.add(new Change(before, bar));
        }
      }
    }
    return new SealedPart(part, write, unreadable, stretches(part.series(), confirmed), changes);
  }

  /** Sorts, drops exact repetitions, and turns a second, different row of one time into a fault. */
  private static List<Bar> withoutRepetitions(Part part, List<UnreadableRow> unreadable) {
    List<Bar> sorted = new ArrayList<>(part.bars());
    sorted.sort(Comparator.comparingLong(Bar::openTime));
    List<Bar> bars = new ArrayList<>(sorted.size());
    for (Bar bar : sorted) {
      if (!part.range().contains(bar.openTime())
          || bar.openTime() % part.series().timeframe().millis() != 0) {
        throw new IllegalArgumentException(
            "%s: the bar of %s is outside %s or off the grid"
                .formatted(part.series(), bar.opensAt(), part.range()));
      }
      Bar last = bars.isEmpty() ? null : bars.getLast();
      if (last == null || last.openTime() != bar.openTime()) {
        bars.add(bar);
      } else if (!last.equals(bar)) {
        unreadable.add(
            new UnreadableRow(
                bar.openTime(),
                figures(bar),
                "a second row of the same open time, with other figures"));
      }
    }
    return bars;
  }

  /** The stretches of time that ascending bars cover. */
  private static RangeSet stretches(Series series, List<Bar> ascending) {
    long step = series.timeframe().millis();
    List<TimeRange> ranges = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= ascending.size(); i++) {
      if (i == ascending.size()
          || ascending.get(i).openTime() != ascending.get(i - 1).openTime() + step) {
        ranges.add(
            TimeRange.ofMillis(
                ascending.get(start).openTime(), ascending.get(i - 1).openTime() + step));
        start = i;
      }
    }
    return RangeSet.of(ranges);
  }

  /** The figures of a bar, for people. */
  private static String figures(Bar bar) {
    return "open %s high %s low %s close %s volume %s quote_volume %s trades %s taker_buy_volume %s taker_buy_quote_volume %s"
        .formatted(
            bar.open(),
            bar.high(),
            bar.low(),
            bar.close(),
            bar.volume(),
            bar.quoteVolume(),
            bar.trades() == Bar.NOT_GIVEN ? "null" : bar.trades(),
            bar.takerBuyVolume(),
            bar.takerBuyQuoteVolume());
  }
}
