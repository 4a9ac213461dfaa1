package datalayer.feed;

import datalayer.landing.Landing;
import datalayer.landing.Witnesses;
import datalayer.market.Series;
import datalayer.market.Venue;
import datalayer.venue.BarHistory;
import datalayer.venue.BarStream;
import datalayer.venue.http.Ticks;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Live streams: their final bars land, their open bars can be looked at, and what they lose is
 * healed. Works in the background from its start on; safe for use by many threads.
 */
public final class Feed implements AutoCloseable {

  private final Events events = new Events();
  private final RunningBars running = new RunningBars();
  private final Supervisor supervisor;

  /** What serves a venue. */
  public record Source(Venue venue, BarStream stream, BarHistory history) {}

  /**
   * Starts.
   *
   * @param sources one per venue at most
   * @param series what is streamed; of venues without a source, and what its source does not cover,
   *     is passed over
   * @param witnesses say what landed before
   * @param machine the clock that events are dated by
   * @param ticks what deadlines and ages are measured with
   * @param chance spreads attempts, from 0, inclusive, to 1, exclusive
   */
  public Feed(
      List<Source> sources,
      List<Series> series,
      Landing landing,
      Witnesses witnesses,
      FeedOptions options,
      InstantSource machine,
      Ticks ticks,
      DoubleSupplier chance) {
    List<VenueFeed> venues =
        sources.stream()
            .map(source -> new VenueFeed(source, landing, running, events, options, machine, ticks))
            .toList();
    supervisor =
        new Supervisor(
            venues,
            series,
            new Resume(witnesses, options),
            options,
            events,
            machine,
            ticks,
            chance);
    supervisor.start();
  }

  /** How every connection is, as of a moment ago. Never blocks. */
  public List<StreamState> streams() {
    return supervisor.streams();
  }

  /**
   * The newest bar that a stream told of, which is still open for most of its time; empty before
   * the first and for a series that is not streamed. Never blocks.
   */
  public Optional<LiveBar> running(Series series) {
    return running.newest(series);
  }

  /** Where to listen. */
  public Events events() {
    return events;
  }

  /** Ends all connections, then lands what waits, in bounded time. */
  @Override
  public void close() {
    supervisor.close();
  }
}
