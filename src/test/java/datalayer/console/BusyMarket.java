package datalayer.console;

import datalayer.feed.LiveBar;
import datalayer.feed.StreamState;
import datalayer.feed.StreamState.Phase;
import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.Venue;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two hundred series of four connections, each of which tells of its open bar four times a second:
 * what a feed keeps for whoever asks. The first of them is the series of the target pictures.
 */
final class BusyMarket {

  static final String THREAD = "busy-market";

  private static final int SERIES = 200;
  private static final int CONNECTIONS = 4;
  private static final int A_SECOND = 4;
  private static final long STEP_MILLIS = 20;
  private static final int A_STEP = (int) (SERIES * A_SECOND * STEP_MILLIS / 1000);

  private final SimulatedControl control;
  private final InstantSource clock;
  private final List<Series> series =
      IntStream.range(0, SERIES)
          .mapToObj(i ->
              i == 0 ? FixtureStreams.BTC : Series.parse("binance:spot:S%03d/USDT:1m".formatted(i)))
          .toList();
  private @Nullable ScheduledExecutorService thread;
  private long told;

  BusyMarket(SimulatedControl control, InstantSource clock) {
    this.control = control;
    this.clock = clock;
  }

  static String words() {
    return "%d series, %d updates a second".formatted(SERIES, SERIES * A_SECOND);
  }

  void start() {
    ScheduledExecutorService fresh =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(THREAD).factory());
    thread = fresh;
    Future<?> _ = fresh.scheduleAtFixedRate(this::step, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Nothing streams any more, and nothing is told of it. */
  void stop() throws InterruptedException {
    ScheduledExecutorService running = thread;
    if (running != null) {
      running.shutdown();
      if (!running.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the market does not rest");
      }
      thread = null;
    }
    control.stream(List.of());
    control.hush();
  }

  private void step() {
    Instant now = clock.instant();
    for (int i = 0; i < A_STEP; i++) {
      control.tell(bar(series.get((int) (told % SERIES)), now));
      told++;
    }
    List<StreamState> states = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      states.add(state(i, now));
    }
    control.stream(states);
  }

  /** A price that moves with each update. */
  private LiveBar bar(Series one, Instant now) {
    Instant opens = now.truncatedTo(ChronoUnit.MINUTES);
    String close = "93%03d.%02d".formatted(800 + told / SERIES % 30, told % 100);
    Bar bar =
        new Bar(
            opens.toEpochMilli(),
            Amount.parse("93801.23"),
            Amount.parse("93835"),
            Amount.parse("93790.4"),
            Amount.parse(close),
            Amount.parse("3.2"),
            null,
            Bar.NOT_GIVEN,
            null,
            null);
    return new LiveBar(one, bar, false, now, now);
  }

  private StreamState state(int connection, Instant now) {
    return new StreamState(
        "Binance spot " + (connection + 1),
        Venue.BINANCE,
        Phase.LIVE,
        SERIES / CONNECTIONS,
        now,
        0,
        told / CONNECTIONS,
        0,
        0,
        "",
        null,
        0,
        List.of(),
        null,
        List.of());
  }
}
