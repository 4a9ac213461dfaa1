package datalayer.feed;

import datalayer.feed.FeedEvent.Kind;
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
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one of a venue's connections up: opens it, judges it by its data, opens the next when it is
 * lost, and replaces it before the venue ends it, with both open until the new one brings data.
 * Only the supervising thread moves it.
 */
final class Link implements Session.Owner, Healer.Patient {

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  /** A rotation that did not succeed is tried again after this long. */
  private static final Duration ROTATE_AGAIN = Duration.ofMinutes(1);

  private final VenueFeed venue;
  private final BarStream.Shard shard;
  private final List<SeriesWatch> watches;
  private final FeedOptions options;
  private final Events events;
  private final Executor supervisor;
  private final InstantSource machine;
  private final Ticks ticks;
  private final Backoff backoff;
  private final LinkFigures figures;
  private final Duration firstData;
  private final Duration rotation;
  private final List<Session> ending = new ArrayList<>();
  private @Nullable Session current;
  private @Nullable Session successor;
  private long nextAttempt;
  private long rotateAt;
  private long lostAt;
  private boolean wasLive;
  private boolean closed;
  private String trouble = "";

  /** A connection that is not opened yet; the first {@link #tick} does. */
  Link(
      VenueFeed venue,
      BarStream.Shard shard,
      FeedOptions options,
      Events events,
      Executor supervisor,
      InstantSource machine,
      Ticks ticks,
      DoubleSupplier chance) {
    this.venue = venue;
    this.shard = shard;
    this.watches = venue.watches(shard.series());
    this.options = options;
    this.events = events;
    this.supervisor = supervisor;
    this.machine = machine;
    this.ticks = ticks;
    this.figures = new LinkFigures(venue, shard, watches, events, machine, ticks);
    this.backoff = new Backoff(options.firstPause(), options.longestPause(), chance);
    this.firstData =
        Session.firstData(
            shard.series().stream().mapToLong(s -> s.timeframe().millis()).min().orElse(0));
    // not all at once
    this.rotation =
        options
            .rotation()
            .minusNanos((long) (options.rotation().toNanos() * chance.getAsDouble() / 20));
    this.nextAttempt = ticks.nanos();
  }

  @Override
  public String name() {
    return shard.name();
  }

  /** Looks at every deadline. */
  void tick(long now) {
    if (closed) {
      return;
    }
    ending.removeIf(Link::isGone);
    @Nullable Session open = current;
    if (open == null) {
      if (now - nextAttempt >= 0 && venue.gate().permits(now)) {
        current = connect();
      }
    } else {
      look(open, now);
      rotate(open, now);
    }
    Instant venueNow = venue.clock().instant();
    watches.forEach(watch -> heal(watch, venueNow, now));
    if (open != null && watches.stream().anyMatch(SeriesWatch::isDeaf)) {
      // the connection lives, and one of its series does not
      watches.forEach(SeriesWatch::listenAnew);
      rotateAt = now;
    }
  }

  private void look(Session open, long now) {
    @Nullable String overdue = open.overdue(now);
    if (overdue != null) {
      gone(open, overdue, null, now);
    } else if (open.phase() == Phase.LIVE && open.inPhase(now).compareTo(options.stable()) > 0) {
      backoff.reset();
    }
    @Nullable Session next = successor;
    @Nullable String late = next == null ? null : next.overdue(now);
    if (next != null && late != null) {
      gone(next, late, null, now);
    }
  }

  private void rotate(Session open, long now) {
    if (current == open
        && successor == null
        && open.phase() == Phase.LIVE
        && (open.age(now).compareTo(rotation) > 0 || rotateAt != 0)
        && now - rotateAt >= 0
        && venue.gate().permits(now)) {
      rotateAt = now + ROTATE_AGAIN.toNanos();
      successor = connect();
    }
  }

  private void heal(SeriesWatch watch, Instant venueNow, long now) {
    if (!watch.mayAsk(now)) {
      return;
    }
    @Nullable TimeRange missing = watch.due(venueNow, options.late(), options.settle());
    if (missing != null) {
      venue.healer().heal(watch, missing, this);
    } else if (watch.hole() != null) {
      // the stream brought it after all
      watch.whole();
    }
  }

  private Session connect() {
    Session session =
        new Session(this, bar -> venue.take(bar, figures.conflated()), ticks, firstData, options);
    try {
      session.connect(venue.stream(), shard);
    } catch (RuntimeException e) {
      session.lost("it cannot be opened: " + e.getMessage(), null);
    }
    return session;
  }

  @Override
  public void opened(Session session) {
    decide(session, () -> session.become(Phase.SUBSCRIBED, ticks.nanos()));
  }

  @Override
  public void firstData(Session session) {
    decide(session, () -> live(session, ticks.nanos()));
  }

  @Override
  public void unreadable(Session session, String raw, String reason) {
    if (session.unreadableFrames() == 1) {
      LOG.atWarn()
          .addKeyValue("stream", shard.name())
          .addKeyValue("reason", reason)
          .addKeyValue("frame", raw)
          .log("a frame cannot be read; the connection goes on, more such frames are only counted");
    }
  }

  @Override
  public void ending(Session session, String notice) {
    decide(
        session,
        () -> {
          LOG.atInfo().addKeyValue("stream", shard.name()).log(notice);
          rotateAt = ticks.nanos();
        });
  }

  @Override
  public void lost(Session session, String reason, @Nullable Duration wait) {
    decide(session, () -> gone(session, reason, wait, ticks.nanos()));
  }

  /** Decisions are made by the supervising thread, and not about what is over. */
  private void decide(Session session, Runnable decision) {
    supervisor.execute(() -> {
      if (!session.isOver()) {
        decision.run();
      }
    });
  }

  private void live(Session session, long now) {
    session.become(Phase.LIVE, now);
    trouble = "";
    if (session == successor) {
      @Nullable Session old = current;
      current = session;
      successor = null;
      rotateAt = 0;
      if (old != null) {
        retire(old);
      }
      tell(Kind.ROTATED, null, "%s goes on over a new connection".formatted(shard.name()));
      return;
    }
    if (wasLive) {
      figures.cameBack();
      Duration away = Duration.ofNanos(now - lostAt);
      watches.forEach(SeriesWatch::hurry);
      tell(
          Kind.LIVE,
          away,
          "%s is back after %.1f s".formatted(shard.name(), away.toMillis() / 1000.0));
    } else {
      watches.forEach(SeriesWatch::hurry);
      tell(Kind.LIVE, null, "%s brings data".formatted(shard.name()));
    }
    wasLive = true;
  }

  private void gone(Session session, String reason, @Nullable Duration wait, long now) {
    retire(session);
    if (session == successor) {
      successor = null;
      return;
    }
    boolean brought = session.phase() == Phase.LIVE;
    current = successor;
    successor = null;
    rotateAt = 0;
    if (brought) {
      lostAt = now;
      watches.forEach(watch -> watch.because("the connection was lost (%s)".formatted(reason)));
    }
    if (current == null) {
      Duration pause = backoff.next();
      nextAttempt = now + (wait != null && wait.compareTo(pause) > 0 ? wait : pause).toNanos();
    }
    if (brought || !reason.equals(trouble)) {
      tell(Kind.LOST, null, "%s: %s".formatted(shard.name(), reason));
    }
    trouble = reason;
  }

  private void retire(Session session) {
    session.end();
    figures.ended(session);
    ending.add(session);
  }

  private static boolean isGone(Session session) {
    try {
      return session.awaitEnd(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends everything; returns at once. */
  void close() {
    closed = true;
    @Nullable Session open = current;
    @Nullable Session next = successor;
    if (open != null) {
      retire(open);
    }
    if (next != null) {
      retire(next);
    }
    current = null;
    successor = null;
  }

  /** Waits until nothing of its connections is left. */
  void awaitEnd(Duration longest) throws InterruptedException {
    for (Session session : ending) {
      if (!session.awaitEnd(longest)) {
        LOG.atWarn().addKeyValue("stream", shard.name()).log("a connection does not end");
      }
    }
  }

  @Override
  public void healed(long bars, Series series, Duration took, Instant at) {
    figures.healed(bars, took, at);
  }

  /** How it is. */
  StreamState state(long now) {
    @Nullable Session open = current;
    boolean live = open != null && open.phase() == Phase.LIVE;
    @Nullable Instant attempt =
        open == null ? machine.instant().plusNanos(Math.max(0, nextAttempt - now)) : null;
    return figures.state(open, live ? "" : trouble, attempt);
  }

  private void tell(Kind kind, @Nullable Duration took, String text) {
    events.add(new FeedEvent(machine.instant(), kind, shard.name(), null, null, 0, took, text));
  }
}
