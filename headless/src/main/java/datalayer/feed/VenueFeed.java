package datalayer.feed;

import datalayer.landing.Landing;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.Venue;
import datalayer.venue.BarStream;
import datalayer.venue.StreamedBar;
import datalayer.venue.http.Ticks;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of a venue share: its time, the way to landing, and what is known of each
 * series.
 */
final class VenueFeed implements AutoCloseable {

  private final Feed.Source source;
  private final Events events;
  private final RunningBars running;
  private final InstantSource machine;
  private final VenueClock clock;
  private final Lander lander;
  private final Healer healer;
  private final AttemptGate gate;
  private final Map<Series, SeriesWatch> watches = new ConcurrentHashMap<>();

  VenueFeed(
      Feed.Source source,
      Landing landing,
      RunningBars running,
      Events events,
      FeedOptions options,
      InstantSource machine,
      Ticks ticks) {
    this.source = source;
    this.events = events;
    this.running = running;
    this.machine = machine;
    this.clock = new VenueClock(source.history(), machine, ticks);
    this.lander = new Lander(landing, source.venue().label(), options, this::blocked);
    this.healer = new Healer(source.history(), lander, events, machine, ticks);
    this.gate = new AttemptGate(options.spacing());
  }

  Venue venue() {
    return source.venue();
  }

  BarStream stream() {
    return source.stream();
  }

  VenueClock clock() {
    return clock;
  }

  Lander lander() {
    return lander;
  }

  Healer healer() {
    return healer;
  }

  AttemptGate gate() {
    return gate;
  }

  void watch(SeriesWatch watch) {
    watches.put(watch.series(), watch);
  }

  List<SeriesWatch> watches(List<Series> series) {
    return series.stream().filter(watches::containsKey).map(watches::get).toList();
  }

  /**
   * A bar came. Blocks while final bars cannot be taken.
   *
   * @param conflated counts updates that nobody saw
   */
  void take(StreamedBar streamed, LongAdder conflated) {
    if (running.put(streamed, machine.instant())) {
      conflated.increment();
    }
    @Nullable SeriesWatch watch = watches.get(streamed.series());
    if (!streamed.closed() || watch == null) {
      return;
    }
    Bar bar = streamed.bar();
    if (watch.take(bar) != SeriesWatch.Taken.REPEATED) {
      Series series = streamed.series();
      lander.put(Parcel.streamed(series, bar, () -> events.landed(series, List.of(bar), false)));
    }
  }

  @Override
  public void close() {
    healer.close();
    lander.close();
  }

  private void blocked(String text) {
    events.add(
        new FeedEvent(
            machine.instant(),
            FeedEvent.Kind.BLOCKED,
            source.venue().label(),
            null,
            null,
            lander.waiting(),
            null,
            text));
  }
}
