package datalayer.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of instants, held as the shortest ascending list of disjoint, non-empty ranges. Immutable;
 * touching ranges are one.
 */
public record RangeSet(List<TimeRange> ranges) {

  public static final RangeSet EMPTY = new RangeSet(List.of());

  public RangeSet {
    ranges = normalise(ranges);
  }

  public static RangeSet of(TimeRange... ranges) {
    return new RangeSet(List.of(ranges));
  }

  public static RangeSet of(Collection<TimeRange> ranges) {
    return new RangeSet(List.copyOf(ranges));
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  public RangeSet union(RangeSet other) {
    return new RangeSet(Stream.concat(ranges.stream(), other.ranges.stream()).toList());
  }

  public RangeSet intersection(RangeSet other) {
    List<TimeRange> shared = new ArrayList<>();
    int mine = 0;
    int theirs = 0;
    while (mine < ranges.size() && theirs < other.ranges.size()) {
      TimeRange a = ranges.get(mine);
      TimeRange b = other.ranges.get(theirs);
      a.intersection(b).ifPresent(shared::add);
      if (a.to().isBefore(b.to())) {
        mine++;
      } else {
        theirs++;
      }
    }
    return new RangeSet(shared);
  }

  /** What is in this set and not in the other. */
  public RangeSet minus(RangeSet other) {
    List<TimeRange> rest = new ArrayList<>();
    int next = 0;
    for (TimeRange range : ranges) {
      Instant start = range.from();
      while (next < other.ranges.size() && !other.ranges.get(next).to().isAfter(start)) {
        next++;
      }
      for (int i = next; i < other.ranges.size(); i++) {
        TimeRange hole = other.ranges.get(i);
        if (!hole.from().isBefore(range.to())) {
          break;
        }
        if (hole.from().isAfter(start)) {
          rest.add(new TimeRange(start, hole.from()));
        }
        start = hole.to().isAfter(start) ? hole.to() : start;
      }
      if (start.isBefore(range.to())) {
        rest.add(new TimeRange(start, range.to()));
      }
    }
    return new RangeSet(rest);
  }

  public boolean contains(Instant instant) {
    return ranges.stream().anyMatch(range -> range.contains(instant));
  }

  /** How many bars of the timeframe open within the set. */
  public long bars(Timeframe timeframe) {
    return ranges.stream().mapToLong(timeframe::barsIn).sum();
  }

  private static List<TimeRange> normalise(List<TimeRange> unsorted) {
    List<TimeRange> merged = new ArrayList<>(unsorted.size());
    for (TimeRange range : unsorted.stream().filter(r -> !r.isEmpty()).sorted().toList()) {
      TimeRange last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && !range.from().isAfter(last.to())) {
        Instant end = range.to().isAfter(last.to()) ? range.to() : last.to();
        merged.set(merged.size() - 1, new TimeRange(last.from(), end));
      } else {
        merged.add(range);
      }
    }
    return List.copyOf(merged);
  }
}
