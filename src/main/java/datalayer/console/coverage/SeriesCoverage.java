package datalayer.console.coverage;

import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is known about one series. Weeks and days are kept as one byte each, folded once, so that a
 * picture of a million of them costs a million bytes and no thought; hours and minutes are found in
 * the spans. Immutable.
 */
public final class SeriesCoverage {

  private static final State[] STATES = State.values();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Series series;
  private final TimeRange range;
  private final List<CoverageSpan> spans;
  private final long[] starts;
  private final long firstDay;
  private final byte[] days;
  private final long firstWeek;
  private final byte[] weeks;
  private final Map<State, Long> bars = new EnumMap<>(State.class);
  private final long wholeDays;
  private final long dueDays;

  private SeriesCoverage(Series series, TimeRange range, List<CoverageSpan> spans) {
    this.series = series;
    this.range = range;
    this.spans = List.copyOf(spans);
    starts = spans.stream().mapToLong(span -> span.range().from().toEpochMilli()).toArray();
    firstDay = Zoom.DAY.cell(range.from().toEpochMilli());
    days = unknown(Zoom.DAY, firstDay);
    firstWeek = Zoom.YEAR.cell(range.from().toEpochMilli());
    weeks = unknown(Zoom.YEAR, firstWeek);
    for (CoverageSpan span : spans) {
      bars.merge(span.state(), series.timeframe().barsIn(span.range()), Long::sum);
      fold(Zoom.DAY, firstDay, days, span);
      fold(Zoom.YEAR, firstWeek, weeks, span);
    }
    wholeDays = days(State.COMPLETE, State.EMPTY);
    dueDays = wholeDays + days(State.MISSING, State.DEGRADED);
  }

  /**
   * @param spans ascending and touching, within whole UTC days
   */
  public static SeriesCoverage of(Series series, List<CoverageSpan> spans) {
    if (spans.isEmpty()) {
      return new SeriesCoverage(series, new TimeRange(Instant.EPOCH, Instant.EPOCH), spans);
    }
    Instant from = spans.getFirst().range().from().truncatedTo(ChronoUnit.DAYS);
    return new SeriesCoverage(
        series, new TimeRange(from, spans.getLast().range().to()), List.copyOf(spans));
  }

  public Series series() {
    return series;
  }

  /** From the day of the first bar to the end of what was asked for. */
  TimeRange range() {
    return range;
  }

  /** The worst state within a cell; what nobody asked for when nothing is known of it. */
  public State worst(Zoom zoom, long cell) {
    return switch (zoom) {
      case DAY -> at(days, cell - firstDay);
      case YEAR -> at(weeks, cell - firstWeek);
      case HOUR, MINUTE -> search(zoom.start(cell), zoom.start(cell + 1));
    };
  }

  /** What is known of a stretch, cut at its edges. */
  List<CoverageSpan> within(TimeRange stretch) {
    return spans.stream()
        .filter(span -> span.range().intersection(stretch).isPresent())
        .map(span ->
            new CoverageSpan(
                span.range().intersection(stretch).orElseThrow(), span.state(), span.reason()))
        .toList();
  }

  /** The start of the first stretch from here on that misses something or is in doubt. */
  OptionalLong problemAfter(long millis) {
    return spans.stream()
        .filter(SeriesCoverage::isProblem)
        .filter(span -> span.range().to().toEpochMilli() > millis)
        .mapToLong(span -> Math.max(millis, span.range().from().toEpochMilli()))
        .findFirst();
  }

  /** The last instant before this one that misses something or is in doubt. */
  OptionalLong problemBefore(long millis) {
    return spans.reversed().stream()
        .filter(SeriesCoverage::isProblem)
        .filter(span -> span.range().from().toEpochMilli() < millis)
        .mapToLong(span -> Math.min(millis, span.range().to().toEpochMilli()) - 1)
        .findFirst();
  }

  private static boolean isProblem(CoverageSpan span) {
    return span.state() == State.MISSING || span.state() == State.DEGRADED;
  }

  /** How many bars of all that is known are in a state. */
  public long bars(State state) {
    return bars.getOrDefault(state, 0L);
  }

  /** Whether something of ours is missing. */
  boolean misses() {
    return bars(State.MISSING) > 0;
  }

  /** Whether something is missing or in doubt. */
  boolean hasProblem() {
    return misses() || bars(State.DEGRADED) > 0;
  }

  /** The share of due bars that is here or proven empty at the venue; 1 only when that is all. */
  public double share() {
    long well = bars(State.COMPLETE) + bars(State.EMPTY);
    long due = well + bars(State.MISSING) + bars(State.DEGRADED);
    return due == 0 ? 1 : (double) well / due;
  }

  /** How many of the days that were due are whole. */
  long wholeDays() {
    return wholeDays;
  }

  /** How many days were due. */
  long dueDays() {
    return dueDays;
  }

  private long days(State... wanted) {
    long count = 0;
    for (byte day : days) {
      for (State state : wanted) {
        count += day == state.ordinal() ? 1 : 0;
      }
    }
    return count;
  }

  private byte[] unknown(Zoom zoom, long first) {
    long last = range.isEmpty() ? first - 1 : zoom.cell(range.to().toEpochMilli() - 1);
    byte[] cells = new byte[(int) (last - first + 1)];
    Arrays.fill(cells, (byte) State.NOT_LISTED.ordinal());
    return cells;
  }

  private static void fold(Zoom zoom, long first, byte[] cells, CoverageSpan span) {
    byte state = (byte) span.state().ordinal();
    int from = (int) (zoom.cell(span.range().from().toEpochMilli()) - first);
    int to = (int) (zoom.cell(span.range().to().toEpochMilli() - 1) - first);
    for (int i = from; i <= to; i++) {
      cells[i] = (byte) Math.min(cells[i], state);
    }
  }

  private static State at(byte[] cells, long index) {
    return index < 0 || index >= cells.length ? State.NOT_LISTED : STATES[cells[(int) index]];
  }

  private State search(long from, long to) {
    int found = Arrays.binarySearch(starts, from);
    int index = Math.max(0, found >= 0 ? found : -found - 2);
    int worst = State.NOT_LISTED.ordinal();
    for (; index < starts.length && starts[index] < to; index++) {
      if (spans.get(index).range().to().toEpochMilli() > from) {
        worst = Math.min(worst, spans.get(index).state().ordinal());
      }
    }
    return STATES[worst];
  }

  /** The end of the day that holds an instant. */
  static Instant endOfDay(Instant at) {
    return Instant.ofEpochMilli((Math.floorDiv(at.toEpochMilli(), DAY) + 1) * DAY);
  }
}
