package datalayer.console;

import datalayer.control.BarColumns;
import datalayer.control.BarColumns.Source;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Bars that are a function of series and time, and which of them are there. Thread-safe. */
final class SimulatedMarket {

  private static final class Held {
    RangeSet asked = RangeSet.EMPTY;
    RangeSet present = RangeSet.EMPTY;
    RangeSet empty = RangeSet.EMPTY;
    RangeSet degraded = RangeSet.EMPTY;
    String whyMissing = "the archive file failed its checksum twice";
  }

  private final Map<Series, Held> held = new TreeMap<>(Comparator.comparing(Series::toString));
  private final Instant socketSince;

  /**
   * @param socketSince bars from here on came by socket, those before from an archive
   */
  SimulatedMarket(Instant socketSince) {
    this.socketSince = socketSince;
  }

  synchronized void land(Series series, TimeRange range) {
    Held one = held.computeIfAbsent(series, any -> new Held());
    one.asked = one.asked.union(RangeSet.of(range));
    one.present = one.present.union(RangeSet.of(range));
  }

  synchronized void ask(Series series, TimeRange range) {
    Held one = held.computeIfAbsent(series, any -> new Held());
    one.asked = one.asked.union(RangeSet.of(range));
  }

  synchronized void lose(Series series, TimeRange range, String why) {
    Held one = held.computeIfAbsent(series, any -> new Held());
    one.present = one.present.minus(RangeSet.of(range));
    one.whyMissing = why;
  }

  synchronized void closed(Series series, TimeRange range) {
    Held one = held.computeIfAbsent(series, any -> new Held());
    one.present = one.present.minus(RangeSet.of(range));
    one.empty = one.empty.union(RangeSet.of(range));
  }

  synchronized void doubt(Series series, TimeRange range) {
    Held one = held.computeIfAbsent(series, any -> new Held());
    one.degraded = one.degraded.union(RangeSet.of(range));
  }

  /** Listed only from here on. */
  synchronized void late(Series series, Instant listed) {
    Held one = held.computeIfAbsent(series, any -> new Held());
    RangeSet before = RangeSet.of(new TimeRange(Instant.EPOCH, listed));
    one.asked = one.asked.minus(before);
    one.present = one.present.minus(before);
    one.degraded = one.degraded.minus(before);
  }

  /** From the first to the last that was asked for, for every series. */
  synchronized Map<Series, TimeRange> asked() {
    Map<Series, TimeRange> stretches = new TreeMap<>(Comparator.comparing(Series::toString));
    held.forEach((series, one) -> {
      if (!one.asked.isEmpty()) {
        List<TimeRange> ranges = one.asked.ranges();
        stretches.put(series, new TimeRange(ranges.getFirst().from(), ranges.getLast().to()));
      }
    });
    return stretches;
  }

  synchronized List<Series> series() {
    return held.entrySet().stream()
        .filter(entry -> !entry.getValue().present.isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized long present(Series series, TimeRange range) {
    Held one = held.get(series);
    return one == null ? 0 : one.present.intersection(RangeSet.of(range)).bars(series.timeframe());
  }

  synchronized Optional<TimeRange> extent(Series series) {
    Held one = held.get(series);
    if (one == null || one.present.isEmpty()) {
      return Optional.empty();
    }
    List<TimeRange> ranges = one.present.ranges();
    return Optional.of(new TimeRange(ranges.getFirst().from(), ranges.getLast().to()));
  }

  /**
   * @param now what is asked for after it is not due yet
   */
  synchronized List<CoverageSpan> coverage(Series series, TimeRange range, Instant now) {
    Held one = held.computeIfAbsent(series, any -> new Held());
    TreeSet<Instant> edges = new TreeSet<>(List.of(range.from(), range.to(), now));
    for (RangeSet set : List.of(one.asked, one.present, one.empty, one.degraded)) {
      for (TimeRange part : set.ranges()) {
        edges.add(part.from());
        edges.add(part.to());
      }
    }
    List<Instant> inside =
        edges.stream().filter(e -> !e.isBefore(range.from()) && !e.isAfter(range.to())).toList();
    List<CoverageSpan> spans = new ArrayList<>();
    for (int i = 0; i + 1 < inside.size(); i++) {
      TimeRange piece = new TimeRange(inside.get(i), inside.get(i + 1));
      State state = piece.from().isBefore(now) ? state(one, piece.from()) : State.PENDING;
      if (!spans.isEmpty() && spans.getLast().state() == state) {
        piece = new TimeRange(spans.removeLast().range().from(), piece.to());
      }
      spans.add(new CoverageSpan(piece, state, reason(one, state)));
    }
    return spans;
  }

  synchronized BarColumns bars(Series series, TimeRange range) {
    Held one = held.get(series);
    if (one == null) {
      return BarColumns.EMPTY;
    }
    RangeSet wanted = one.present.intersection(RangeSet.of(range));
    int size = (int) wanted.bars(series.timeframe());
    BarColumns bars = columns(size);
    int i = 0;
    for (TimeRange part : wanted.ranges()) {
      long step = series.timeframe().millis();
      long first = series.timeframe().ceiling(part.from()).toEpochMilli();
      for (long at = first; at < part.to().toEpochMilli(); at += step) {
        fill(bars, i++, series, at, step);
      }
    }
    return bars;
  }

  static BarColumns columns(int size) {
    return new BarColumns(
        new long[size],
        new double[size],
        new double[size],
        new double[size],
        new double[size],
        new double[size],
        new int[size],
        new byte[size]);
  }

  private void fill(BarColumns bars, int i, Series series, long at, long step) {
    long seed = series.instrument().id();
    double base = basePrice(series);
    double open = price(seed, base, at);
    double close = price(seed, base, at + step);
    double spread = base * 0.00022 * Math.sqrt(step / 60_000.0);
    bars.openTimes()[i] = at;
    bars.open()[i] = round(open);
    bars.close()[i] = round(close);
    bars.high()[i] = round(Math.max(open, close) + spread * square(unit(seed + 1, at)));
    bars.low()[i] = round(Math.min(open, close) - spread * square(unit(seed + 2, at)));
    double busy = 0.5 + Math.abs(close - open) / spread;
    bars.volume()[i] =
        Math.rint(1000 * busy * (4 + 18 * square(unit(seed + 3, at))) * step / 60_000) / 1000;
    bars.trades()[i] = (int) (200 + 1600 * unit(seed + 4, at));
    boolean live = at >= socketSince.toEpochMilli();
    boolean healed = unit(5, at / Duration.ofMinutes(30).toMillis()) < 0.02;
    bars.sources()[i] =
        (byte) (live ? (healed ? Source.REST : Source.SOCKET) : Source.ARCHIVE).ordinal();
  }

  private static double basePrice(Series series) {
    return switch (series.instrument().base()) {
      case "BTC" -> 96_300;
      case "ETH" -> 3_420;
      case "SOL" -> 182;
      default -> 40 + Math.floorMod(series.instrument().id(), 400);
    };
  }

  /** Smooth noise of several lengths, so that any bar is known without those before it. */
  private static double price(long seed, double base, long millis) {
    double sum = 0;
    double size = 0.18;
    for (long length = Duration.ofDays(120).toMillis();
        length >= Duration.ofMinutes(1).toMillis();
        length /= 3) {
      sum += size * (smooth(seed + length, millis, length) - 0.5);
      size *= 0.62;
    }
    return base * Math.exp(sum);
  }

  private static double smooth(long seed, long millis, long length) {
    long cell = Math.floorDiv(millis, length);
    double t = (double) Math.floorMod(millis, length) / length;
    double eased = t * t * (3 - 2 * t);
    return unit(seed, cell) * (1 - eased) + unit(seed, cell + 1) * eased;
  }

  /** From 0 to 1, the same for the same arguments. */
  static double unit(long seed, long value) {
    long mixed = (seed * 0x9E3779B97F4A7C15L) ^ (value * 0xC2B2AE3D27D4EB4FL);
    mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 29)) * 0x94D049BB133111EBL;
    return ((mixed ^ (mixed >>> 32)) >>> 11) / (double) (1L << 53);
  }

  private static double square(double value) {
    return value * value;
  }

  private static double round(double price) {
    return Math.rint(price * 100) / 100;
  }

  private static State state(Held one, Instant at) {
    if (one.empty.contains(at)) {
      return State.EMPTY;
    }
    if (one.degraded.contains(at)) {
      return State.DEGRADED;
    }
    if (one.present.contains(at)) {
      return State.COMPLETE;
    }
    return one.asked.contains(at) ? State.MISSING : State.NOT_LISTED;
  }

  private static String reason(Held one, State state) {
    return switch (state) {
      case MISSING -> one.whyMissing;
      case EMPTY -> "maintenance, confirmed by the venue";
      case DEGRADED -> "volume differs from the archive";
      case PENDING -> "not due yet";
      case COMPLETE, NOT_LISTED -> "";
    };
  }
}
