package datalayer.feed;

import datalayer.feed.StreamState.Phase;
import datalayer.venue.BarStream;
import datalayer.venue.BarStream.Connection;
import datalayer.venue.StreamedBar;
import datalayer.venue.http.Ticks;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection's life. The supervising thread moves it on; what comes is told on the connection's
 * own thread, and only a few figures are left for the other to read.
 */
final class Session implements BarStream.Listener {

  /** So many frames tell how busy a connection is. */
  private static final int TELLING = 20;

  /** Of the newest pause among those before it. */
  private static final double WEIGHT = 0.1;

  private static final Duration MARGIN = Duration.ofSeconds(15);
  private static final int PAUSES = 20;

  private final Owner owner;
  private final Consumer<StreamedBar> intake;
  private final Ticks ticks;
  private final Duration firstData;
  private final FeedOptions options;
  private final long started;
  private @Nullable Connection connection;
  private Phase phase = Phase.CONNECTING;
  private boolean over;
  private long phaseSince;
  private volatile long newest;
  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private volatile double pause;

  /** Hears of what has to be decided. It is told on the connection's thread. */
  interface Owner {

    void opened(Session session);

    void firstData(Session session);

    void unreadable(Session session, String raw, String reason);

    void ending(Session session, String notice);

    void lost(Session session, String reason, @Nullable Duration wait);
  }

  /**
   * A life that is about to begin.
   *
   * @param firstData how long the first data may take after the handshake
   */
  Session(
      Owner owner,
      Consumer<StreamedBar> intake,
      Ticks ticks,
      Duration firstData,
      FeedOptions options) {
    this.owner = owner;
    this.intake = intake;
    this.ticks = ticks;
    this.firstData = firstData;
    this.options = options;
    this.started = ticks.nanos();
    this.phaseSince = started;
    this.newest = started;
  }

  void connect(BarStream stream, BarStream.Shard shard) {
    connection = stream.connect(shard, this);
  }

  Phase phase() {
    return phase;
  }

  boolean isOver() {
    return over;
  }

  long frames() {
    return frames.get();
  }

  long unreadableFrames() {
    return unreadable.get();
  }

  /** When data came last, by the ticks; when it started, as long as none came. */
  long newestData() {
    return newest;
  }

  Duration age(long now) {
    return Duration.ofNanos(now - started);
  }

  Duration inPhase(long now) {
    return Duration.ofNanos(now - phaseSince);
  }

  /**
   * Moves on.
   *
   * @throws IllegalStateException when there is no such step
   */
  void become(Phase to, long now) {
    boolean allowed =
        switch (phase) {
          case CONNECTING -> to == Phase.SUBSCRIBED;
          case SUBSCRIBED -> to == Phase.LIVE;
          case WAITING, LIVE -> false;
        };
    if (over || !allowed) {
      throw new IllegalStateException(
          "a connection that is %s%s cannot become %s".formatted(phase, over ? ", over" : "", to));
    }
    phase = to;
    phaseSince = now;
  }

  /** Ends it; nothing more is heard from it. */
  void end() {
    over = true;
    Connection open = connection;
    if (open != null) {
      open.close();
    }
  }

  /** Waits until nothing is left of it. */
  boolean awaitEnd(Duration longest) throws InterruptedException {
    Connection open = connection;
    return open == null || open.awaitEnd(longest);
  }

  /** Which deadline it has missed, for people; null when none. */
  @Nullable String overdue(long now) {
    return switch (phase) {
      case CONNECTING ->
          missed(inPhase(now), options.handshake())
              ? "no answer to the handshake for %d s".formatted(options.handshake().toSeconds())
              : null;
      case SUBSCRIBED ->
          missed(inPhase(now), firstData)
              ? "subscribed, and no data for %d s".formatted(firstData.toSeconds())
              : null;
      case LIVE -> {
        Duration silent = Duration.ofNanos(now - newest);
        yield missed(silent, patience())
            ? "no data for %d s, though the connection stands".formatted(silent.toSeconds())
            : null;
      }
      case WAITING -> null;
    };
  }

  /** How long silence is nothing unusual here. */
  private Duration patience() {
    if (frames.get() < TELLING) {
      return firstData;
    }
    Duration usual = Duration.ofNanos((long) (pause * PAUSES));
    Duration longer = usual.compareTo(options.silence()) > 0 ? usual : options.silence();
    return longer.compareTo(firstData) < 0 ? longer : firstData;
  }

  private static boolean missed(Duration passed, Duration allowed) {
    return passed.compareTo(allowed) > 0;
  }

  @Override
  public void opened() {
    owner.opened(this);
  }

  @Override
  public void bar(StreamedBar bar) {
    long now = ticks.nanos();
    long since = now - newest;
    newest = now;
    boolean first = frames.getAndIncrement() == 0;
    pause = first ? 0 : pause + WEIGHT * (since - pause);
    if (first) {
      owner.firstData(this);
    }
    intake.accept(bar);
    // what blocked us was not the venue's silence
    newest = ticks.nanos();
  }

  @Override
  public void unreadable(String raw, String reason) {
    unreadable.incrementAndGet();
    owner.unreadable(this, raw, reason);
  }

  @Override
  public void ending(String notice) {
    owner.ending(this, notice);
  }

  @Override
  public void lost(String reason, @Nullable Duration wait) {
    owner.lost(this, reason, wait);
  }

  /** The longest that the first data may take: until a bar of this length has closed, and a bit. */
  static Duration firstData(long shortestBar) {
    return Duration.ofMillis(shortestBar).plus(MARGIN);
  }
}
