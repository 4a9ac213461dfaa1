package datalayer.backfill;

import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.BarHistory;
import datalayer.venue.HistoryFetch;
import datalayer.venue.RequestPriority;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A venue that answers requests out of a map, and says what it was asked. */
final class FakeHistory implements BarHistory {

  private static final int PAGE = 1000;

  final NavigableMap<Long, Bar> truth = new TreeMap<>();
  final List<TimeRange> asked = new ArrayList<>();
  private final InstantSource clock;
  private @Nullable String refusal;
  private int barsBeforeOutage = -1;

  FakeHistory(InstantSource clock) {
    this.clock = clock;
  }

  void has(List<Bar> bars) {
    bars.forEach(bar -> truth.put(bar.openTime(), bar));
  }

  void lacks(TimeRange range) {
    truth.subMap(range.from().toEpochMilli(), range.to().toEpochMilli()).clear();
  }

  /** Answers nothing but this from now on; null ends it. */
  void refuse(@Nullable String reason) {
    refusal = reason;
  }

  /** Is away after so many bars of an answer; negative ends it. */
  void awayAfter(int bars) {
    barsBeforeOutage = bars;
  }

  @Override
  public boolean covers(Series series) {
    return true;
  }

  @Override
  public HistoryFetch fetch(Series series, TimeRange range, RequestPriority priority) {
    asked.add(range);
    long step = series.timeframe().millis();
    int requests = requests(series, series.timeframe().barsIn(range));
    if (refusal != null) {
      return new HistoryFetch.Refused(refusal, 1);
    }
    Instant due = series.timeframe().floor(clock.instant());
    Instant end = range.to().isBefore(due) ? range.to() : due;
    TimeRange answered =
        new TimeRange(range.from(), end.isBefore(range.from()) ? range.from() : end);
    List<Bar> bars =
        List.copyOf(
            truth.subMap(answered.from().toEpochMilli(), answered.to().toEpochMilli()).values());
    if (barsBeforeOutage >= 0 && bars.size() > barsBeforeOutage) {
      List<Bar> came = bars.subList(0, barsBeforeOutage);
      Instant open = came.isEmpty() ? range.from() : came.getLast().opensAt().plusMillis(step);
      return new HistoryFetch.Unavailable(
          came,
          RangeSet.of(new TimeRange(open, range.to())),
          "the venue does not answer",
          Duration.ofSeconds(7),
          requests,
          100L * came.size());
    }
    RangeSet said =
        RangeSet.of(
            bars.stream().map(b -> TimeRange.ofMillis(b.openTime(), b.openTime() + step)).toList());
    RangeSet unlisted =
        truth.isEmpty()
            ? RangeSet.EMPTY
            : RangeSet.of(answered)
                .intersection(RangeSet.of(TimeRange.ofMillis(0, truth.firstKey())));
    return new HistoryFetch.Answered(
        bars,
        List.of(),
        RangeSet.of(answered).minus(said).minus(unlisted),
        RangeSet.of(range).minus(RangeSet.of(answered)),
        unlisted,
        RangeSet.EMPTY,
        "GET klines %s answered %s".formatted(range, clock.instant()),
        requests,
        100L * bars.size());
  }

  @Override
  public int requests(Series series, long bars) {
    return Math.toIntExact((bars + PAGE - 1) / PAGE);
  }

  @Override
  public Duration expected(Series series, int requests) {
    return Duration.ofMillis(20L * requests);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }
}
