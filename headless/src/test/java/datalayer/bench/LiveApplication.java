package datalayer.bench;

import com.sun.management.OperatingSystemMXBean;
import datalayer.app.Headless;
import datalayer.feed.Events;
import datalayer.feed.Feed;
import datalayer.feed.FeedOptions;
import datalayer.feed.StreamState;
import datalayer.landing.FaultPoint;
import datalayer.landing.Landing;
import datalayer.landing.Spool;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Venue;
import datalayer.store.BarTables.CurrentBar;
import datalayer.store.Patience;
import datalayer.store.ReferenceTables;
import datalayer.venue.BarHistory;
import datalayer.venue.BarStream;
import datalayer.venue.HistoryFetch;
import datalayer.venue.RequestPriority;
import datalayer.venue.StreamedBar;
import datalayer.venue.binance.BinanceAddresses;
import datalayer.venue.binance.BinanceStream;
import datalayer.venue.binance.StreamLimits;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Live streams alone in a process, fed by a {@link FrameServer}: decoded and let go of, or landed
 * in the embedded engine. Says after some frames, at half and at the end: frames, seconds, seconds
 * of processor time of itself and of the engine, MiB of heap after a collection.
 */
final class LiveApplication {

  private static final int INSERTS = 4;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private LiveApplication() {}

  /** Arguments: data directory, address, minutes, {@code land} or {@code decode}. */
  public static void main(String[] arguments) throws Exception {
    LiveTape tape = new LiveTape(LiveBenchmark.SERIES, Integer.parseInt(arguments[2]));
    URI address = URI.create(arguments[1]);
    BinanceAddresses addresses =
        new BinanceAddresses(address, address, address, address, address, null);
    BarStream stream = new BinanceStream(addresses, StreamLimits.defaults());
    if (arguments[3].equals("land")) {
      land(Path.of(arguments[0]), tape, stream);
    } else {
      decode(tape, stream);
    }
    System.exit(0);
  }

  private static void decode(LiveTape tape, BarStream stream) throws Exception {
    Counting counting = new Counting(tape);
    stream.connect(stream.shards(tape.series()).getFirst(), counting);
    counting.done.await();
  }

  /** Counts bars where they arrive, and says the figures there. */
  private static final class Counting implements BarStream.Listener {

    private final CountDownLatch done = new CountDownLatch(1);
    private final long last;
    private final long warm;
    private long frames;
    private long closed;

    private Counting(LiveTape tape) {
      last = tape.frames();
      warm = LiveBenchmark.warm(tape);
    }

    @Override
    public void opened() {}

    @Override
    public void bar(StreamedBar bar) {
      frames++;
      closed += bar.closed() ? 1 : 0;
      if (frames == warm || frames == last) {
        say(frames, 0, false);
      }
      if (frames == last) {
        done.countDown();
      }
    }

    @Override
    public void unreadable(String raw, String reason) {
      throw new IllegalStateException(reason + ": " + raw);
    }

    @Override
    public void ending(String notice) {}

    @Override
    public void lost(String reason, @Nullable Duration wait) {
      System.out.println("lost after %d frames, %d bars: %s".formatted(frames, closed, reason));
      System.exit(1);
    }
  }

  private static void land(Path directory, LiveTape tape, BarStream stream) throws Exception {
    InstantSource clock = InstantSource.system();
    try (Product product = Product.fresh(directory)) {
      long engine = product.headless().engine().orElseThrow().pid();
      Arrived arrived = new Arrived();
      try (Feed feed =
          new Feed(
              List.of(new Feed.Source(Venue.BINANCE, stream, new Pushed(tape))),
              tape.series(),
              landing(product, clock),
              product.headless().witnesses(),
              FeedOptions.defaults(),
              clock,
              System::nanoTime,
              () -> 0.5)) {
        feed.events().listen(arrived);
        for (long frames : List.of(LiveBenchmark.warm(tape), tape.frames() / 2, tape.frames())) {
          while (frames(feed) < frames) {
            LockSupport.parkNanos(LOOK_NANOS);
          }
          while (frames == tape.frames() && arrived.streamed.get() < tape.bars()) {
            LockSupport.parkNanos(LOOK_NANOS);
          }
          say(frames(feed), engine, true);
        }
        if (feed.streams().stream().anyMatch(one -> one.reconnects() > 0)) {
          throw new IllegalStateException("the connection did not stand: " + feed.streams());
        }
      }
      check(product, tape);
      System.out.println(LiveBenchmark.LANDED + arrived.streamed.get());
    }
  }

  private static Landing landing(Product product, InstantSource clock) {
    Headless headless = product.headless();
    return new Landing(
        headless.tables(),
        new ReferenceTables(headless.clickHouse(), clock),
        headless.ledger(),
        new Spool(product.folder().resolve("live-spool")),
        "live",
        clock,
        FaultPoint.Observer.NONE,
        INSERTS,
        new Patience(Duration.ofSeconds(10)));
  }

  private static void check(Product product, LiveTape tape) {
    for (Series one : tape.series()) {
      List<Bar> mart =
          new TreeMap<>(product.headless().tables().current(one, tape.range()))
              .values().stream().map(CurrentBar::bar).toList();
      if (!mart.equals(tape.bars(one, tape.range()))) {
        throw new IllegalStateException(one + " is not in the mart as it was sent");
      }
    }
  }

  private static long frames(Feed feed) {
    return feed.streams().stream().mapToLong(StreamState::frames).sum();
  }

  private static void say(long frames, long engine, boolean memory) {
    double seconds = System.nanoTime() / 1e9;
    double cpu = SYSTEM.getProcessCpuTime() / 1e9;
    double engineCpu =
        ProcessHandle.of(engine)
            .flatMap(process -> process.info().totalCpuDuration())
            .map(used -> used.toMillis() / 1e3)
            .orElse(0.0);
    double heap = 0;
    if (memory) {
      System.gc();
      heap =
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20);
    }
    System.out.printf(
        Locale.ROOT,
        "%s%d %.3f %.3f %.3f %.2f%n",
        LiveBenchmark.AT,
        frames,
        seconds,
        cpu,
        engineCpu,
        heap);
  }

  /** Counts what landed by the stream. */
  private static final class Arrived implements Events.Listener {

    private final AtomicLong streamed = new AtomicLong();

    @Override
    public void landed(Series series, List<Bar> bars, boolean byRequest) {
      streamed.addAndGet(byRequest ? 0 : bars.size());
    }
  }

  /** What was before the tape begins; its time stands still, so that nothing is ever late. */
  private record Pushed(LiveTape tape) implements BarHistory {

    @Override
    public boolean covers(Series series) {
      return true;
    }

    @Override
    public HistoryFetch fetch(Series series, TimeRange range, RequestPriority priority) {
      return new HistoryFetch.Answered(
          tape.bars(series, range),
          List.of(),
          RangeSet.EMPTY,
          RangeSet.EMPTY,
          RangeSet.EMPTY,
          RangeSet.EMPTY,
          "the benchmark's own",
          1,
          0);
    }

    @Override
    public int requests(Series series, long bars) {
      return 1;
    }

    @Override
    public Duration expected(Series series, int requests) {
      return Duration.ZERO;
    }

    @Override
    public Instant now() {
      return LiveTape.START;
    }
  }
}
