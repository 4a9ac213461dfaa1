package datalayer.feed;

import datalayer.market.Series;
import datalayer.venue.BarStream;
import datalayer.venue.http.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that looks after every connection and every series. It never waits for a venue.
 */
final class Supervisor implements AutoCloseable, Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

  private final List<VenueFeed> venues;
  private final List<Series> series;
  private final Resume resume;
  private final FeedOptions options;
  private final Events events;
  private final InstantSource machine;
  private final Ticks ticks;
  private final DoubleSupplier chance;
  private final BlockingQueue<Runnable> decisions = new LinkedBlockingQueue<>();
  private final List<Link> links = new ArrayList<>();
  private final Thread thread = Thread.ofPlatform().daemon().name("feed").unstarted(this::run);
  private volatile List<StreamState> streams = List.of();
  private volatile boolean closing;

  Supervisor(
      List<VenueFeed> venues,
      List<Series> series,
      Resume resume,
      FeedOptions options,
      Events events,
      InstantSource machine,
      Ticks ticks,
      DoubleSupplier chance) {
    this.venues = venues;
    this.series = List.copyOf(series);
    this.resume = resume;
    this.options = options;
    this.events = events;
    this.machine = machine;
    this.ticks = ticks;
    this.chance = chance;
  }

  void start() {
    thread.start();
  }

  List<StreamState> streams() {
    return streams;
  }

  /** Has something decided by the supervising thread. */
  @Override
  public void execute(Runnable decision) {
    decisions.add(decision);
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (VenueFeed venue : venues) {
        open(venue);
      }
      while (!closing) {
        @Nullable Runnable decision =
            decisions.poll(options.tick().toNanos(), TimeUnit.NANOSECONDS);
        while (decision != null) {
          guarded(decision);
          decision = decisions.poll();
        }
        long now = ticks.nanos();
        venues.forEach(venue -> venue.clock().refresh());
        links.forEach(link -> guarded(() -> link.tick(now)));
        streams = links.stream().map(link -> link.state(now)).toList();
      }
    } catch (InterruptedException e) {
      LOG.atDebug().log("told to stop");
    } finally {
      end();
    }
  }

  private void open(VenueFeed venue) throws InterruptedException {
    BarStream stream = venue.stream();
    List<Series> mine =
        series.stream()
            .distinct()
            .filter(one -> one.instrument().venue() == venue.venue() && stream.covers(one))
            .toList();
    venue.clock().askFirst();
    Map<Series, Instant> from = resume.from(mine, venue.clock().instant());
    for (Series one : mine) {
      SeriesWatch watch = new SeriesWatch(one, Objects.requireNonNull(from.get(one)));
      watch.because("it ended before the streams began");
      venue.watch(watch);
    }
    for (BarStream.Shard shard : stream.shards(mine)) {
      links.add(new Link(venue, shard, options, events, this, machine, ticks, chance));
    }
  }

  /** A fault in one connection's care must not end that of all others. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a live stream could not be looked after");
    }
  }

  private void end() {
    // an interrupt told us to stop; what follows must not be cut short by it
    boolean interrupted = Thread.interrupted();
    links.forEach(Link::close);
    venues.forEach(VenueFeed::close);
    try {
      for (Link link : links) {
        link.awaitEnd(LONGEST_STOP);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted && !closing) {
      Thread.currentThread().interrupt();
    }
  }
}
