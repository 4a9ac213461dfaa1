package datalayer.market;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** A stretch of UTC time, {@code from} inclusive, {@code to} exclusive. May be empty. */
public record TimeRange(Instant from, Instant to) implements Comparable<TimeRange> {

  private static final Comparator<TimeRange> ORDER =
      Comparator.comparing(TimeRange::from).thenComparing(TimeRange::to);

  public TimeRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a range ends before it starts: %s to %s".formatted(from, to));
    }
  }

  /** A range given in milliseconds since the epoch. */
  public static TimeRange ofMillis(long from, long to) {
    return new TimeRange(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
  }

  public boolean isEmpty() {
    return from.equals(to);
  }

  public Duration duration() {
    return Duration.between(from, to);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  public boolean contains(long epochMillis) {
    return epochMillis >= from.toEpochMilli() && epochMillis < to.toEpochMilli();
  }

  /** Whether every instant of the other range lies in this one. */
  public boolean encloses(TimeRange other) {
    return !other.from.isBefore(from) && !other.to.isAfter(to);
  }

  /** The part both ranges share, or nothing when they share no instant. */
  public Optional<TimeRange> intersection(TimeRange other) {
    Instant start = from.isAfter(other.from) ? from : other.from;
    Instant end = to.isBefore(other.to) ? to : other.to;
    return start.isBefore(end) ? Optional.of(new TimeRange(start, end)) : Optional.empty();
  }

  @Override
  public int compareTo(TimeRange other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return from + "/" + to;
  }
}
