package datalayer.app.kill;

import datalayer.app.Headless;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.landing.Witnesses.Testimony;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.ledger.CoverageTable;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.truth.Truth;
import datalayer.store.BarTables.CurrentBar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges what a finished backfill left, against the truth of the exchange it came from: the mart is
 * the truth and the ledger says so, nothing is left open, every layer is what its view would make
 * of {@code landing_bars} again, the exchange saw no broken rule, and everything that was to go
 * wrong did.
 */
final class TruthOracle {

  private final Headless headless;
  private final SimulatedBinance binance;
  private final Map<Series, TimeRange> asked;
  private final List<String> troubles = new ArrayList<>();

  private TruthOracle(Headless headless, SimulatedBinance binance, Map<Series, TimeRange> asked) {
    this.headless = headless;
    this.binance = binance;
    this.asked = asked;
  }

  /**
   * Judges everything.
   *
   * @param requests all that was ever asked for; no series twice
   * @throws AssertionError with everything that is wrong
   */
  static void judge(Headless headless, SimulatedBinance binance, List<BackfillRequest> requests) {
    List<String> troubles = troubles(headless, binance, requests);
    if (!troubles.isEmpty()) {
      throw new AssertionError(String.join("\n", troubles));
    }
  }

  /** Everything that is wrong, a sentence each; empty when all is well. */
  static List<String> troubles(
      Headless headless, SimulatedBinance binance, List<BackfillRequest> requests) {
    Map<Series, TimeRange> asked = new LinkedHashMap<>();
    for (BackfillRequest request : requests) {
      for (Series series : request.series()) {
        if (asked.put(series, series.timeframe().wholeBars(request.range())) != null) {
          throw new IllegalArgumentException(series + " is asked for twice");
        }
      }
    }
    TruthOracle oracle = new TruthOracle(headless, binance, asked);
    oracle.judge();
    return oracle.troubles;
  }

  private void judge() {
    long bars = 0;
    for (Map.Entry<Series, TimeRange> each : asked.entrySet()) {
      bars += compareMart(each.getKey(), each.getValue());
      compareLedger(each.getKey(), each.getValue());
    }
    Layers layers = new Layers(headless.clickHouse());
    long current = layers.count("bars_current FINAL");
    if (current != bars) {
      trouble(
          "bars_current has %d bars, the truth of what was asked for %d".formatted(current, bars));
    }
    troubles.addAll(layers.troubles());
    lookForLeftovers();
    binance
        .violations()
        .forEach(request -> trouble("the exchange saw a broken rule: %s".formatted(request)));
    binance
        .unfired()
        .forEach(fault -> trouble("it never went wrong as asked: %s".formatted(fault)));
  }

  /** Returns how many bars are true. */
  private long compareMart(Series series, TimeRange range) {
    Map<Long, CurrentBar> current = new TreeMap<>(headless.tables().current(series, range));
    long bars = 0;
    for (TimeRange day : days(range)) {
      List<Bar> truth = binance.truth().bars(series, day);
      List<Bar> mart =
          current.values().stream()
              .map(CurrentBar::bar)
              .filter(bar -> day.contains(bar.openTime()))
              .toList();
      bars += truth.size();
      if (!Truth.hash(mart).equals(hash(series, day, truth))) {
        trouble(
            "%s on %s: bars_current is not the truth; first difference: %s"
                .formatted(series, day, difference(truth, mart)));
      }
    }
    return bars;
  }

  private String hash(Series series, TimeRange day, List<Bar> truth) {
    boolean whole = day.duration().equals(Duration.ofDays(1));
    return whole
        ? binance.truth().hash(series, day.from().atOffset(ZoneOffset.UTC).toLocalDate())
        : Truth.hash(truth);
  }

  private static String difference(List<Bar> truth, List<Bar> mart) {
    for (int i = 0; i < Math.max(truth.size(), mart.size()); i++) {
      String there = i < mart.size() ? mart.get(i).toString() : "nothing";
      String should = i < truth.size() ? truth.get(i).toString() : "nothing";
      if (!there.equals(should)) {
        return "%s instead of %s".formatted(there, should);
      }
    }
    return "none that is seen";
  }

  private void compareLedger(Series series, TimeRange range) {
    RangeSet all = RangeSet.of(range);
    RangeSet truth = times(series, binance.truth().bars(series, range));
    Testimony testimony = headless.witnesses().hear(series, range);
    List<CoverageInterval> intervals = testimony.intervals();
    expect(series, "proven", testimony.proven(), truth);
    expect(series, "shown without proof", testimony.unproven(), RangeSet.EMPTY);
    expect(series, "present", state(State.PRESENT, intervals, all), truth);
    Instant listed = binance.truth().listing(series.instrument()).from();
    RangeSet early =
        range.from().isBefore(listed)
            ? RangeSet.of(new TimeRange(range.from(), earlier(listed, range.to())))
            : RangeSet.EMPTY;
    RangeSet unlisted = state(State.NOT_LISTED, intervals, all);
    RangeSet empty = state(State.EMPTY, intervals, all);
    expect(series, "not listed", unlisted, early.minus(truth));
    expect(series, "empty", empty, all.minus(truth).minus(early));
    for (State state :
        EnumSet.complementOf(EnumSet.of(State.PRESENT, State.EMPTY, State.NOT_LISTED))) {
      expect(series, state.name(), state(state, intervals, all), RangeSet.EMPTY);
    }
  }

  private static RangeSet state(State state, List<CoverageInterval> intervals, RangeSet range) {
    return CoverageTable.in(state, intervals).intersection(range);
  }

  private void expect(Series series, String what, RangeSet said, RangeSet truth) {
    if (!said.equals(truth)) {
      trouble(
          "%s, ledger, %s: too much %s, too little %s"
              .formatted(series, what, said.minus(truth).ranges(), truth.minus(said).ranges()));
    }
  }

  private void lookForLeftovers() {
    headless
        .ledger()
        .transaction(tx -> tx.intents().allOpen())
        .forEach(
            intent -> trouble("open intent: %s of %s".formatted(intent.chunkId(), intent.node())));
    headless
        .witnesses()
        .incidents()
        .forEach(incident -> trouble("incident: %s".formatted(incident)));
    Set<String> ids = new HashSet<>();
    for (RunProgress run : headless.backfills().runs()) {
      if (run.state() != RunState.COMPLETE || !ids.add(run.id())) {
        trouble("run %s is %s: %s".formatted(run.id(), run.state(), run.outcome()));
      }
    }
  }

  private static List<TimeRange> days(TimeRange range) {
    List<TimeRange> days = new ArrayList<>();
    Instant from = range.from();
    while (from.isBefore(range.to())) {
      Instant to = earlier(from.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)), range.to());
      days.add(new TimeRange(from, to));
      from = to;
    }
    return days;
  }

  /** The stretches that bars fill. */
  private static RangeSet times(Series series, List<Bar> bars) {
    List<TimeRange> stretches = new ArrayList<>();
    long step = series.timeframe().millis();
    long from = 0;
    long to = 0;
    for (Bar bar : bars) {
      if (bar.openTime() != to) {
        if (to > from) {
          stretches.add(TimeRange.ofMillis(from, to));
        }
        from = bar.openTime();
      }
      to = bar.openTime() + step;
    }
    if (to > from) {
      stretches.add(TimeRange.ofMillis(from, to));
    }
    return RangeSet.of(stretches);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private void trouble(String text) {
    troubles.add(text);
  }
}
