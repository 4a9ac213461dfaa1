package datalayer.landing;

import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.ledger.CoverageTable;
import datalayer.ledger.Incident;
import datalayer.ledger.Ledger;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.CoverageBitmaps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers "is it complete, and how do you know?" from two witnesses that know nothing of each
 * other: the ledger's intervals, which say what was proven when it landed, and the bitmaps, which
 * ClickHouse keeps from the data itself. Where the ledger says present and the data does not show
 * it, an incident is opened and the stretch counts as missing. Safe for use by many threads.
 */
public final class Witnesses {

  private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);
  private static final String GONE = "-";
  private static final String COUNTING = "counting";

  private final Landing landing;
  private final CoverageBitmaps bitmaps;
  private final Ledger ledger;

  public Witnesses(Landing landing, CoverageBitmaps bitmaps, Ledger ledger) {
    this.landing = landing;
    this.bitmaps = bitmaps;
    this.ledger = ledger;
  }

  /**
   * What both witnesses say of a series over a range.
   *
   * @param proven landed, proven, and shown by the data
   * @param unproven shown by the data, but the ledger has no proof of it
   * @param intervals what the ledger knows, whole intervals that touch the range, ascending
   * @param opening the proof that the instrument was not listed before the series' first bar, or
   *     null where there is none; it may lie outside the range
   */
  public record Testimony(
      RangeSet proven,
      RangeSet unproven,
      List<CoverageInterval> intervals,
      @Nullable CoverageInterval opening) {

    /** Nothing is known. */
    public static final Testimony NOTHING =
        new Testimony(RangeSet.EMPTY, RangeSet.EMPTY, List.of(), null);

    /** Where a bar is, proven or not. */
    public RangeSet present() {
      return proven.union(unproven);
    }

    /**
     * What the ledger says of the rest: why it is missing, by stretch. Unasked stretches are not in
     * it.
     */
    public List<CoverageInterval> otherwise(TimeRange range) {
      List<CoverageInterval> rest = new ArrayList<>();
      for (CoverageInterval interval : intervals) {
        if (interval.state() != State.PRESENT) {
          RangeSet.of(interval.range())
              .intersection(RangeSet.of(range))
              .minus(present())
              .ranges()
              .forEach(r -> rest.add(interval.over(r)));
        }
      }
      rest.sort(Comparator.comparing(CoverageInterval::range));
      return rest;
    }
  }

  /**
   * Asks both witnesses, after counting anew whatever changed behind our back. Contradictions
   * become incidents.
   */
  public Map<Series, Testimony> hear(List<Series> series, TimeRange range) {
    if (series.isEmpty()) {
      return Map.of();
    }
    recountWhatChanged();
    // The ledger first: what it knows by now is in the data, the other way round a chunk that lands
    // in between would seem lost.
    Known known =
        ledger.transaction(tx -> new Known(tx.coverage().all(range), tx.coverage().openings()));
    Map<Series, RangeSet> shown =
        landing.whileNothingIsCounted(() -> bitmaps.present(series, range));
    Map<Series, Testimony> testimonies = new HashMap<>();
    for (Series s : series) {
      List<CoverageInterval> intervals = known.intervals().getOrDefault(s, List.of());
      RangeSet present = shown.getOrDefault(s, RangeSet.EMPTY);
      RangeSet promised =
          CoverageTable.in(State.PRESENT, intervals).intersection(RangeSet.of(range));
      RangeSet contradiction = promised.minus(present);
      if (!contradiction.isEmpty()) {
        intervals = open(s, contradiction, range);
      }
      testimonies.put(
          s,
          new Testimony(
              promised.intersection(present),
              present.minus(promised),
              intervals,
              known.openings().get(s)));
    }
    return testimonies;
  }

  /** What both witnesses say of one series. */
  public Testimony hear(Series series, TimeRange range) {
    return hear(List.of(series), range).getOrDefault(series, Testimony.NOTHING);
  }

  private record Known(
      Map<Series, List<CoverageInterval>> intervals, Map<Series, CoverageInterval> openings) {}

  /** Every series that was ever asked for, with the stretch that was. */
  public Map<Series, TimeRange> asked() {
    return ledger.transaction(tx -> tx.coverage().extents());
  }

  /** Contradictions not yet mended, oldest first. */
  public List<Incident> incidents() {
    return ledger.transaction(tx -> tx.findings().open());
  }

  /** Counts the coverage of every month anew, whether it seems changed or not. */
  public int recountEverything() {
    List<String> months = bitmaps.partitions();
    months.forEach(this::recount);
    return months.size();
  }

  private void recountWhatChanged() {
    Map<String, String> counted = ledger.transaction(tx -> tx.findings().partitionMarks());
    Map<String, String> now = bitmaps.partitionMarks();
    Set<String> months = new TreeSet<>(counted.keySet());
    months.addAll(now.keySet());
    for (String month : months) {
      String mark = now.getOrDefault(month, GONE);
      String before = counted.get(month);
      if (before == null && mark.endsWith("/0/0")) {
        // New, and nobody has touched it: the view's own count holds.
        mark(month, mark);
      } else if (!mark.equals(before)) {
        LOG.atInfo()
            .addKeyValue("month", month)
            .log("bars changed without us; coverage is counted anew");
        recount(month);
      }
    }
  }

  private void recount(String month) {
    landing.whileNothingLands(() -> {
      String seen = bitmaps.partitionMarks().getOrDefault(month, GONE);
      // The old bitmaps go before the new ones are written. Who dies in between, or loses
      // ClickHouse, must count again, or every bar of the month would seem lost.
      mark(month, COUNTING);
      bitmaps.recount(month);
      mark(month, seen);
    });
  }

  private void mark(String month, String mark) {
    ledger.transaction(tx -> {
      tx.findings().markPartition(month, mark);
      return true;
    });
  }

  private List<CoverageInterval> open(Series series, RangeSet contradiction, TimeRange range) {
    return ledger.transaction(tx -> {
      for (TimeRange stretch : contradiction.ranges()) {
        String detail =
            "%d bars landed and were proven, and are not there any more"
                .formatted(series.timeframe().barsIn(stretch));
        LOG.atWarn().addKeyValue("series", series).addKeyValue("range", stretch).log(detail);
        tx.findings().detected(series, stretch, detail);
        tx.coverage().retract(series, stretch, detail);
      }
      return tx.coverage().intervals(series, range);
    });
  }
}
