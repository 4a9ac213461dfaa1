package datalayer.backfill;

import datalayer.backfill.Plan.PlannedChunk;
import datalayer.landing.Delivery.UnreadableRow;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.TimeRange;
import datalayer.venue.BarHistory;
import datalayer.venue.HistoryFetch;
import datalayer.venue.RejectedRow;
import datalayer.venue.RequestPriority;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The part of a chunk's fetch that asks the venue for what is still open. It asks a little more
 * than that on both sides: silence is a statement only where bars exist around it. Used by one
 * thread.
 */
final class HistoryReading {

  /** How many bars are asked for beside a stretch. */
  static final int NEIGHBOURS = 100;

  /** How many bars are looked through for a neighbour where the first ones are missing too. */
  private static final int FAR = 1000;

  private final PlannedChunk chunk;
  private final BarHistory history;
  private final RequestPriority priority;
  private final OpenBars open;
  private final InstantSource clock;
  private final Duration step;

  private final List<Bar> bars = new ArrayList<>();
  private final List<UnreadableRow> unreadable = new ArrayList<>();
  private final Map<TimeRange, Silence> silences = new LinkedHashMap<>();
  private final Map<TimeRange, String> troubles = new LinkedHashMap<>();
  private RangeSet older = RangeSet.EMPTY;
  private boolean openingAsked;
  private int requests;
  private long bytes;
  private @Nullable String unavailable;
  private @Nullable Duration retryAfter;

  /**
   * A stretch of which the venue said that it has no bars.
   *
   * @param before whether it has bars before it
   * @param after whether it has bars after it
   * @param unlisted whether the venue says that its first bar is later
   * @param at when the answer came
   */
  record Silence(boolean before, boolean after, boolean unlisted, String evidence, Instant at) {

    /** Whether bars exist around it, so that the silence says something. */
    boolean isSurrounded() {
      return before && after;
    }
  }

  /** What was heard of a stretch, over one or several answers. */
  private static final class Heard {
    final TreeSet<Long> times = new TreeSet<>();
    final List<TimeRange> silent = new ArrayList<>();
    final List<TimeRange> unlisted = new ArrayList<>();
    final List<String> evidence = new ArrayList<>();
  }

  HistoryReading(
      PlannedChunk chunk,
      BarHistory history,
      RequestPriority priority,
      OpenBars open,
      InstantSource clock) {
    this.chunk = chunk;
    this.history = history;
    this.priority = priority;
    this.open = open;
    this.clock = clock;
    this.step = chunk.series().timeframe().duration();
  }

  /** Asks for what is open and was not answered before. */
  void run() throws InterruptedException {
    unavailable = null;
    retryAfter = null;
    troubles.clear();
    RangeSet unanswered = open.open().minus(RangeSet.of(List.copyOf(silences.keySet())));
    for (TimeRange stretch : stretches(unanswered)) {
      if (!ask(stretch)) {
        return;
      }
    }
  }

  @Nullable String unavailable() {
    return unavailable;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  List<Bar> bars() {
    return bars;
  }

  List<UnreadableRow> unreadable() {
    return unreadable;
  }

  int requests() {
    return requests;
  }

  long bytes() {
    return bytes;
  }

  /** What the venue answered for without a bar. */
  Map<TimeRange, Silence> silences() {
    return silences;
  }

  /** Why the venue did not answer, by stretch. */
  Map<TimeRange, String> troubles() {
    return troubles;
  }

  /** Bars that the venue has before its oldest file, of a chunk that opens its series. */
  RangeSet older() {
    return older;
  }

  /** Stretches to ask for; two of them are one where that takes fewer requests. */
  private List<TimeRange> stretches(RangeSet unanswered) {
    List<TimeRange> stretches = new ArrayList<>();
    for (TimeRange range : unanswered.ranges()) {
      if (!stretches.isEmpty() && isCheaper(stretches.getLast(), range)) {
        stretches.add(new TimeRange(stretches.removeLast().from(), range.to()));
      } else {
        stretches.add(range);
      }
    }
    boolean startIsAsked =
        !stretches.isEmpty() && stretches.getFirst().from().equals(chunk.range().from());
    if (chunk.opening() && !openingAsked && !startIsAsked) {
      stretches.addFirst(new TimeRange(chunk.range().from(), chunk.range().from().plus(step)));
    }
    return stretches;
  }

  private boolean isCheaper(TimeRange one, TimeRange other) {
    return requests(new TimeRange(one.from(), other.to())) < requests(one) + requests(other);
  }

  private int requests(TimeRange range) {
    return history.requests(
        chunk.series(), chunk.series().timeframe().barsIn(range) + 2L * NEIGHBOURS);
  }

  /** Returns whether it makes sense to go on. */
  private boolean ask(TimeRange stretch) throws InterruptedException {
    TimeRange asked = widened(stretch, NEIGHBOURS, NEIGHBOURS);
    Heard heard = new Heard();
    if (!hear(asked, stretch, heard)) {
      return false;
    }
    RangeSet silent = RangeSet.of(heard.silent).intersection(RangeSet.of(asked));
    boolean start = chunk.opening() && stretch.from().equals(chunk.range().from());
    if (!lookFurther(silent, asked, start, heard)) {
      return false;
    }
    if (start) {
      openingAsked = true;
      noteOlder(heard);
    }
    RangeSet counts = start ? silent : silent.intersection(RangeSet.of(stretch));
    RangeSet unlisted =
        RangeSet.of(heard.unlisted)
            .intersection(RangeSet.of(start ? new TimeRange(asked.from(), stretch.to()) : stretch));
    unlisted.ranges().forEach(range -> note(range, false, true, true, heard));
    for (TimeRange range : counts.ranges()) {
      if (open.isOpen(range) || start) {
        judge(range, heard);
      }
    }
    return true;
  }

  private void judge(TimeRange silent, Heard heard) {
    boolean before = heard.times.lower(silent.from().toEpochMilli()) != null;
    boolean after = heard.times.ceiling(silent.to().toEpochMilli()) != null;
    note(silent, before, after, false, heard);
  }

  private void note(
      TimeRange silent, boolean before, boolean after, boolean unlisted, Heard heard) {
    String evidence = String.join("; ", heard.evidence);
    silences.put(silent, new Silence(before, after, unlisted, evidence, clock.instant()));
  }

  /** Looks for a neighbour of a silent stretch that reaches the edge of what was asked. */
  private boolean lookFurther(RangeSet silent, TimeRange asked, boolean start, Heard heard)
      throws InterruptedException {
    if (silent.isEmpty()) {
      return true;
    }
    if (!silent.ranges().getLast().to().isBefore(asked.to())) {
      TimeRange after = new TimeRange(asked.to(), asked.to().plus(step.multipliedBy(FAR)));
      Instant now = clock.instant();
      TimeRange due = after.to().isAfter(now) ? upTo(after, now) : after;
      if (!due.isEmpty() && !hear(due, due, heard)) {
        return false;
      }
    }
    if (!start && !silent.ranges().getFirst().from().isAfter(asked.from())) {
      TimeRange before = new TimeRange(asked.from().minus(step.multipliedBy(FAR)), asked.from());
      return hear(before, before, heard);
    }
    return true;
  }

  private static TimeRange upTo(TimeRange range, Instant end) {
    return new TimeRange(range.from(), end.isAfter(range.from()) ? end : range.from());
  }

  /** Returns whether the venue answered. */
  private boolean hear(TimeRange asked, TimeRange stretch, Heard heard)
      throws InterruptedException {
    HistoryFetch fetch = history.fetch(chunk.series(), asked, priority);
    requests += fetch.requests();
    switch (fetch) {
      case HistoryFetch.Answered answer -> {
        bytes += answer.bytes();
        take(answer.bars(), asked, heard);
        takeRejected(answer.rejected());
        heard.silent.addAll(answer.silent().ranges());
        heard.unlisted.addAll(answer.unlisted().ranges());
        heard.evidence.add(answer.evidence());
        trouble(answer.pending(), "not final yet by the venue's clock");
        trouble(answer.unread(), "the venue answered with a row that is no bar");
        return true;
      }
      case HistoryFetch.Refused refused -> {
        troubles.put(stretch, refused.reason());
        return false;
      }
      case HistoryFetch.Unavailable away -> {
        bytes += away.bytes();
        take(away.bars(), asked, heard);
        unavailable = away.reason();
        retryAfter = away.retryAfter();
        troubles.put(stretch, away.reason());
        return false;
      }
    }
  }

  private void take(List<Bar> found, TimeRange asked, Heard heard) {
    found.forEach(bar -> heard.times.add(bar.openTime()));
    bars.addAll(open.take(found, asked, "the request", unreadable));
  }

  private void trouble(RangeSet where, String what) {
    where.intersection(open.open()).ranges().forEach(r -> troubles.put(r, what));
  }

  private void takeRejected(List<RejectedRow> rows) {
    for (RejectedRow row : rows) {
      unreadable.add(
          new UnreadableRow(UnreadableRow.UNKNOWN_TIME, row.raw(), "answer: " + row.reason()));
    }
  }

  private void noteOlder(Heard heard) {
    long start = chunk.range().from().toEpochMilli();
    if (!heard.times.isEmpty() && heard.times.first() < start) {
      older = RangeSet.of(TimeRange.ofMillis(heard.times.first(), start));
    }
  }

  private TimeRange widened(TimeRange range, int before, int after) {
    return new TimeRange(
        range.from().minus(step.multipliedBy(before)), range.to().plus(step.multipliedBy(after)));
  }
}
