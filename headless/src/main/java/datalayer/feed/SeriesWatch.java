package datalayer.feed;

import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which final bars of a series came, and which should have. Everything before {@code next} is taken
 * care of: landed, on its way to be, or proven not to exist. Safe for use by many threads.
 */
final class SeriesWatch {

  /** How many bars are remembered, so that a repeated one is known. */
  private static final int REMEMBERED = 8;

  private static final int DEAF = 3;

  private final Series series;
  private final long step;
  private final TreeSet<Long> ahead = new TreeSet<>();
  private final Map<Long, Bar> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Bar> eldest) {
          return size() > REMEMBERED;
        }
      };
  private long next;
  private boolean hurried;
  private int mendedInARow;
  private String cause = "";
  private @Nullable Hole hole;

  /** What a final bar is to us. */
  enum Taken {
    NEW,
    REPEATED,
    /** It came before with other figures, or so long ago that nobody remembers. */
    CHANGED
  }

  /**
   * Bars that are missing and are being asked for.
   *
   * @param noticed by the feed's ticks
   * @param attempt from 1
   * @param busy whether they are being asked for now
   * @param notBefore when to ask again, by the feed's ticks
   * @param answer what came of the last attempt, for people; empty before the first
   */
  record Hole(
      TimeRange range,
      long noticed,
      int attempt,
      boolean busy,
      long notBefore,
      String answer,
      boolean unknown) {}

  /**
   * Watches from a bar on.
   *
   * @param from the open time of the first bar that is waited for
   */
  SeriesWatch(Series series, Instant from) {
    this.series = series;
    this.step = series.timeframe().millis();
    this.next = series.timeframe().ceiling(from).toEpochMilli();
  }

  Series series() {
    return series;
  }

  /** A final bar came. */
  synchronized Taken take(Bar bar) {
    long open = bar.openTime();
    @Nullable Bar known = recent.put(open, bar);
    if (known != null) {
      return known.equals(bar) ? Taken.REPEATED : Taken.CHANGED;
    }
    if (open < next) {
      return Taken.CHANGED;
    }
    if (open == next) {
      cause = "";
      mendedInARow = 0;
    }
    ahead.add(open);
    absorb();
    return Taken.NEW;
  }

  /** The connection came back: what ended before is missed for sure, so it is not waited for. */
  synchronized void hurry() {
    hurried = true;
  }

  /** Says why bars will be missing, should any be. */
  synchronized void because(String why) {
    cause = why;
  }

  /** What is missing, when it has to be asked for now. */
  synchronized @Nullable TimeRange due(Instant venueNow, Duration late, Duration settle) {
    Duration grace = hurried ? settle : late;
    hurried = false;
    if (!ahead.isEmpty()) {
      return TimeRange.ofMillis(next, ahead.first());
    }
    long end = series.timeframe().floor(venueNow.minus(grace)).toEpochMilli();
    return next < end ? TimeRange.ofMillis(next, end) : null;
  }

  /** Whether to ask for missing bars now, by the feed's ticks. */
  synchronized boolean mayAsk(long now) {
    @Nullable Hole open = hole;
    return open == null || (!open.busy() && now - open.notBefore() >= 0);
  }

  /** Begins to ask. Returns why the bars are missing when that is news, otherwise null. */
  synchronized @Nullable String asking(TimeRange range, long now) {
    @Nullable Hole before = hole;
    hole =
        before == null
            ? new Hole(range, now, 1, true, now, "", false)
            : new Hole(
                range,
                before.noticed(),
                before.attempt() + 1,
                true,
                now,
                before.answer(),
                before.unknown());
    String why = cause.isEmpty() ? "the stream did not bring them" : cause;
    cause = "";
    return before == null ? why : null;
  }

  /**
   * An answer came.
   *
   * @param until everything before is answered for
   * @return those of the bars that had not come before, and from when on they were missed
   */
  synchronized Mended mended(List<Bar> bars, Instant until) {
    long noticed = hole == null ? 0 : hole.noticed();
    List<Bar> news = new ArrayList<>();
    for (Bar bar : bars) {
      if (bar.openTime() >= next && !ahead.contains(bar.openTime())) {
        news.add(bar);
        ahead.add(bar.openTime());
        recent.put(bar.openTime(), bar);
      }
    }
    next = Math.max(next, until.toEpochMilli());
    absorb();
    mendedInARow += news.isEmpty() ? 0 : 1;
    return new Mended(news, noticed);
  }

  /** Whether bar after bar came by request only, though the stream should bring them. */
  synchronized boolean isDeaf() {
    return mendedInARow >= DEAF;
  }

  /** It was listened for anew. */
  synchronized void listenAnew() {
    mendedInARow = 0;
  }

  /** What an answer brought. */
  record Mended(List<Bar> news, long noticed) {}

  /** Nothing is missing any more. */
  synchronized void whole() {
    hole = null;
  }

  /** Something still is. */
  synchronized void askAgain(long at, String answer, boolean unknown) {
    @Nullable Hole open = hole;
    if (open != null) {
      hole = new Hole(open.range(), open.noticed(), open.attempt(), false, at, answer, unknown);
    }
  }

  synchronized @Nullable Hole hole() {
    return hole;
  }

  /** The open time of the first bar that is not taken care of. */
  synchronized Instant next() {
    return Instant.ofEpochMilli(next);
  }

  private void absorb() {
    ahead.headSet(next).clear();
    while (ahead.remove(next)) {
      next += step;
    }
  }
}
