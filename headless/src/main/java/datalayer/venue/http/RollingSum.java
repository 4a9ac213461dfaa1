package datalayer.venue.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * What was used within the last stretch of time. An amount counts from when its request was
 * answered until the whole stretch has passed: the venue counted it before that answer, so no
 * window of that length at the venue, wherever it starts, holds more than this sum and what is
 * under way.
 */
final class RollingSum {

  private record Spent(long until, long amount) {}

  private final long length;
  private final Deque<Spent> spent = new ArrayDeque<>();
  private long sum;

  RollingSum(long lengthNanos) {
    length = lengthNanos;
  }

  void add(long now, long amount) {
    Spent last = spent.peekLast();
    if (last != null && last.until() == now + length) {
      spent.removeLast();
      spent.addLast(new Spent(last.until(), last.amount() + amount));
    } else {
      spent.addLast(new Spent(now + length, amount));
    }
    sum += amount;
  }

  long at(long now) {
    while (!spent.isEmpty() && spent.getFirst().until() - now <= 0) {
      sum -= spent.removeFirst().amount();
    }
    return sum;
  }

  /** Nanoseconds until so much of it is forgotten; empty when there is not so much. */
  OptionalLong untilFree(long now, long needed) {
    long freed = 0;
    for (Spent one : spent) {
      freed += one.amount();
      if (freed >= needed) {
        return OptionalLong.of(Math.max(1, one.until() - now));
      }
    }
    return OptionalLong.empty();
  }
}
