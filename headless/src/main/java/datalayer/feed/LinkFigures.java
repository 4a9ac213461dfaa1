package datalayer.feed;

import datalayer.feed.StreamState.Heal;
import datalayer.feed.StreamState.Late;
import datalayer.feed.StreamState.Phase;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.BarStream;
import datalayer.venue.http.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What is counted of a connection over all its lives, and how that is told. */
final class LinkFigures {

  private static final int EVENTS = 20;

  /** Series that were healed within this time count as healed together. */
  private static final Duration TOGETHER = Duration.ofSeconds(2);

  private final VenueFeed venue;
  private final BarStream.Shard shard;
  private final List<SeriesWatch> watches;
  private final Events events;
  private final InstantSource machine;
  private final Ticks ticks;
  private final LongAdder conflated = new LongAdder();
  private long framesBefore;
  private long unreadableBefore;
  private int reconnects;
  private @Nullable Instant dataAt;
  private volatile @Nullable Heal lastHeal;

  LinkFigures(
      VenueFeed venue,
      BarStream.Shard shard,
      List<SeriesWatch> watches,
      Events events,
      InstantSource machine,
      Ticks ticks) {
    this.venue = venue;
    this.shard = shard;
    this.watches = watches;
    this.events = events;
    this.machine = machine;
    this.ticks = ticks;
  }

  /** Counts updates that nobody saw. */
  LongAdder conflated() {
    return conflated;
  }

  void cameBack() {
    reconnects++;
  }

  /** Counts what a connection brought that is over. */
  void ended(Session session) {
    noteData(session);
    framesBefore += session.frames();
    unreadableBefore += session.unreadableFrames();
  }

  /** Bars that came by request have landed. The thread that lands tells. */
  void healed(long bars, Duration took, Instant at) {
    @Nullable Heal last = lastHeal;
    boolean together = last != null && Duration.between(last.at(), at).compareTo(TOGETHER) < 0;
    lastHeal =
        together && last != null
            ? new Heal(
                last.bars() + bars,
                last.series() + 1,
                took.compareTo(last.took()) > 0 ? took : last.took(),
                at)
            : new Heal(bars, 1, took, at);
  }

  /**
   * How it is.
   *
   * @param open the connection, or null while there is none
   * @param trouble what is wrong with it, for people
   * @param attempt when the next one is opened, or null
   */
  StreamState state(@Nullable Session open, String trouble, @Nullable Instant attempt) {
    if (open != null) {
      noteData(open);
    }
    String landing = venue.lander().trouble();
    return new StreamState(
        shard.name(),
        venue.venue(),
        open == null ? Phase.WAITING : open.phase(),
        shard.series().size(),
        dataAt,
        reconnects,
        framesBefore + (open == null ? 0 : open.frames()),
        conflated.sum(),
        unreadableBefore + (open == null ? 0 : open.unreadableFrames()),
        landing.isEmpty() ? trouble : "final bars cannot be landed and wait: " + landing,
        attempt,
        venue.lander().waiting(),
        late(venue.clock().instant()),
        lastHeal,
        events.recent(shard.name(), EVENTS));
  }

  private void noteData(Session session) {
    if (session.frames() > 0) {
      dataAt = machine.instant().minusNanos(Math.max(0, ticks.nanos() - session.newestData()));
    }
  }

  private List<Late> late(Instant venueNow) {
    List<Late> late = new ArrayList<>();
    for (SeriesWatch watch : watches) {
      SeriesWatch.@Nullable Hole hole = watch.hole();
      if (hole != null) {
        Series series = watch.series();
        Instant due = series.timeframe().floor(venueNow);
        TimeRange asked = hole.range();
        TimeRange missing = new TimeRange(asked.from(), due.isAfter(asked.to()) ? due : asked.to());
        late.add(
            new Late(
                series,
                missing.from().plus(series.timeframe().duration()),
                series.timeframe().barsIn(missing),
                reason(hole)));
      }
    }
    return late;
  }

  private static String reason(SeriesWatch.Hole hole) {
    if (hole.unknown()) {
      return "taken without a word, and silent: " + hole.answer();
    }
    String said = hole.answer().isEmpty() ? "" : "; the last answer: " + hole.answer();
    return "being asked for by REST, attempt %d%s".formatted(hole.attempt(), said);
  }
}
