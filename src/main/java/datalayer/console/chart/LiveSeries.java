package datalayer.console.chart;

import datalayer.console.fx.Work;
import datalayer.control.Control;
import datalayer.control.SystemSnapshot;
import datalayer.feed.FeedEvent;
import datalayer.feed.LiveBar;
import datalayer.feed.StreamState;
import datalayer.feed.StreamState.Late;
import datalayer.market.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The live side of the series that is shown: its running bar, the hole that a loss tears, and how a
 * heal closed it. For the thread that paints.
 */
public final class LiveSeries {

  /** How long a hole that closed stays marked. */
  private static final Duration MARKED = Duration.ofMinutes(1);

  /** A bar that runs is asked for with every snapshot; one that does not, less often. */
  private static final Duration SELDOM = Duration.ofSeconds(2);

  /** How long bars that are over are looked for, as long as they have not landed. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Control control;
  private final Work work;
  private final InstantSource clock;
  private final ReadOnlyObjectWrapper<@Nullable RunningBar> running = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable LiveHole> hole = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable LiveHole> lastHeal = new ReadOnlyObjectWrapper<>();
  private Work.Started asking = Work.Started.NOTHING;
  private boolean busy;
  private Instant nextAsk = Instant.MIN;
  private Instant expectUntil = Instant.MIN;
  private @Nullable Series series;
  private @Nullable RunningBar before;

  LiveSeries(Control control, Work work, InstantSource clock) {
    this.control = control;
    this.work = work;
    this.clock = clock;
  }

  /** The bar that is not over yet; null while nothing streams. */
  public ReadOnlyObjectProperty<@Nullable RunningBar> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** What is missing at the live end, or was until a moment ago; null when nothing is. */
  ReadOnlyObjectProperty<@Nullable LiveHole> holeProperty() {
    return hole.getReadOnlyProperty();
  }

  /** The newest hole that was closed, or null. */
  ReadOnlyObjectProperty<@Nullable LiveHole> lastHealProperty() {
    return lastHeal.getReadOnlyProperty();
  }

  /** The bar before the running one, for as long as it has not landed. */
  @Nullable RunningBar before() {
    return before;
  }

  /** Looks at another series, or at none. */
  void watch(@Nullable Series other) {
    asking.stop();
    busy = false;
    nextAsk = Instant.MIN;
    expectUntil = Instant.MIN;
    series = other;
    before = null;
    running.set(null);
    hole.set(null);
    lastHeal.set(null);
  }

  /** Takes note of what streams, and asks for the newest bar. */
  void accept(SystemSnapshot snapshot) {
    Series shown = series;
    if (shown == null) {
      return;
    }
    List<StreamState> streams =
        snapshot.streams().stream()
            .filter(stream -> stream.venue() == shown.instrument().venue())
            .toList();
    if (streams.isEmpty()) {
      running.set(null);
      hole.set(null);
      return;
    }
    look(shown, streams, snapshot.at());
    ask(shown);
  }

  /** Whether bars should have landed that data which ends there does not have. */
  boolean hasMoreThan(Instant end) {
    RunningBar bar = running.get();
    return bar != null && end.isBefore(bar.openTime()) && clock.instant().isBefore(expectUntil);
  }

  private void look(Series shown, List<StreamState> streams, Instant at) {
    Optional<Late> late =
        streams.stream()
            .flatMap(stream -> stream.late().stream())
            .filter(one -> one.series().equals(shown))
            .findFirst();
    LiveHole held = hole.get();
    if (late.isPresent()) {
      LiveHole open = LiveHole.open(late.get(), held != null && held.isOpen() ? held.seen() : at);
      if (!open.equals(held)) {
        hole.set(open); // the same hole again is no news, and whoever hears of it paints everything
      }
      return;
    }
    LiveHole told = newestHeal(shown, streams);
    if (held != null && held.isOpen()) {
      boolean itsOwn = told != null && !told.seen().isBefore(held.seen());
      closed(itsOwn ? told : wasEmpty(shown, streams, held) ? null : held.closed(at));
    } else if (told != null && isNews(told)) {
      closed(told);
    } else if (held != null && at.isAfter(held.seen().plus(MARKED))) {
      hole.set(null);
    }
  }

  private boolean isNews(LiveHole told) {
    LiveHole last = lastHeal.get();
    return last == null || told.seen().isAfter(last.seen());
  }

  private void closed(@Nullable LiveHole healed) {
    if (healed != null) {
      lastHeal.set(healed);
      expect();
    }
    boolean fresh = healed != null && clock.instant().isBefore(healed.seen().plus(MARKED));
    hole.set(fresh ? healed : null);
  }

  private static @Nullable LiveHole newestHeal(Series shown, List<StreamState> streams) {
    return events(shown, streams, FeedEvent.Kind.HEALED).map(LiveHole::healed).orElse(null);
  }

  /** What the venue has not is no hole of ours, and the coverage says so. */
  private static boolean wasEmpty(Series shown, List<StreamState> streams, LiveHole held) {
    return events(shown, streams, FeedEvent.Kind.EMPTY)
        .filter(event -> !event.at().isBefore(held.seen()))
        .isPresent();
  }

  private static Optional<FeedEvent> events(
      Series shown, List<StreamState> streams, FeedEvent.Kind kind) {
    return streams.stream()
        .flatMap(stream -> stream.events().stream())
        .filter(event -> event.kind() == kind && shown.equals(event.series()))
        .findFirst();
  }

  private void ask(Series shown) {
    Instant now = clock.instant();
    if (busy || now.isBefore(nextAsk)) {
      return;
    }
    busy = true;
    asking =
        work.start(
            () -> control.running(shown),
            found -> {
              busy = false;
              nextAsk = found.isPresent() ? Instant.MIN : now.plus(SELDOM);
              show(found.orElse(null));
            },
            failure -> {
              busy = false;
              nextAsk = now.plus(SELDOM);
            });
  }

  private void show(@Nullable LiveBar live) {
    RunningBar shown = running.get();
    RunningBar next = live == null ? null : RunningBar.of(live);
    if (next != null && shown != null && next.openTime().isAfter(shown.openTime())) {
      before = shown;
    }
    if (next != null && (shown == null || !next.openTime().equals(shown.openTime()))) {
      expect();
    }
    running.set(next);
  }

  private void expect() {
    expectUntil = clock.instant().plus(PATIENCE);
  }
}
