package datalayer.app.demo;

import datalayer.app.DoorOptions;
import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.app.LocalCore;
import datalayer.app.StartException;
import datalayer.control.Control;
import datalayer.control.ControlException;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.monitor.Heartbeat;
import datalayer.simulator.FaultScript;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.store.ClickHouseException;
import datalayer.venue.binance.BinanceAddresses;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The core over a simulated exchange whose clock shows now: history lands, then it tells of the
 * bars that its streams bring, until it is closed. The streams run from the start on, so that
 * nothing is missing between the two.
 */
public final class Demo implements LocalCore {

  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final int REQUESTS = 4;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  /** History that is not complete yet is asked for again after this long. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final SimulatedBinance exchange;
  private final Headless core;
  private final Sample sample;
  private final InstantSource clock;
  private final PrintWriter out;
  private final CountDownLatch history = new CountDownLatch(1);
  private final Thread work;

  /**
   * Starts it; the work goes on in the background.
   *
   * @param data the demo's own directory
   * @param out told of progress, of {@code N bars landed, complete}, and of every bar that closed
   * @throws StartException saying why it cannot be started and what to do
   */
  public static Demo start(Path data, InstantSource clock, PrintWriter out) {
    Sample sample = Sample.in(data, clock);
    SimulatedBinance exchange;
    try {
      exchange = SimulatedBinance.start(sample.exchange(clock.instant()));
    } catch (IOException e) {
      throw new StartException(
          "the simulated exchange found no port on loopback: " + e.getMessage(), e);
    }
    try {
      HeadlessOptions options =
          HeadlessOptions.in(data)
              .withBinance(addresses(exchange.addresses()))
              .withRequests(REQUESTS)
              .withInstruments(sample.instruments())
              .withStreams(sample.series());
      return new Demo(exchange, Headless.start(options, clock), sample, clock, out);
    } catch (RuntimeException e) {
      exchange.close();
      throw e;
    }
  }

  private Demo(
      SimulatedBinance exchange,
      Headless core,
      Sample sample,
      InstantSource clock,
      PrintWriter out) {
    this.exchange = exchange;
    this.core = core;
    this.sample = sample;
    this.clock = clock;
    this.out = out;
    this.work = Thread.ofVirtual().name("demo").start(this::work);
  }

  @Override
  public Control control() {
    return core.control();
  }

  /** Waits until its history has landed, whole, or for so long; whether it has. */
  boolean awaitHistory(Duration longest) throws InterruptedException {
    return history.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits until a run is over, or for so long; whether it is. */
  boolean await(String run, Duration longest) throws InterruptedException {
    return core.backfills().await(run, longest.toMillis());
  }

  /** Where the simulated exchange is. */
  BinanceAddresses exchange() {
    return addresses(exchange.addresses());
  }

  /** What goes wrong at the simulated exchange. */
  FaultScript faults() {
    return exchange.faults();
  }

  @Override
  public URI openDoor(DoorOptions options) {
    return core.openDoor(options);
  }

  @Override
  public Heartbeat heartbeat() {
    return core.heartbeat();
  }

  @Override
  public void close() {
    work.interrupt();
    try {
      work.join(LONGEST_STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      core.close();
    } finally {
      exchange.close();
    }
  }

  private void work() {
    try {
      while (!landsHistory()) {
        Thread.sleep(AGAIN);
      }
      history.countDown();
      LiveBars live = new LiveBars();
      core.feed().ifPresent(feed -> feed.events().listen(live));
      live.follow(this::tell);
    } catch (InterruptedException e) {
      LOG.atDebug().log("the demo ends");
    }
  }

  /** Whether all of it is there. */
  private boolean landsHistory() throws InterruptedException {
    try {
      return new History(core, sample, clock, out).land();
    } catch (ControlException | ClickHouseException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LOG.atWarn().setCause(e).log("history does not land");
      out.println("No history: %s. It is asked for again.".formatted(e.getMessage()));
      out.flush();
      return false;
    }
  }

  private void tell(Series series, Bar bar) {
    out.println(
        "%s  %s  open %s  high %s  low %s  close %s  volume %s"
            .formatted(
                series,
                bar.opensAt(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume()));
    out.flush();
  }

  private static BinanceAddresses addresses(Map<String, String> named) {
    return new BinanceAddresses(
        address(named, "BINANCE__SPOT_REST_URL"),
        address(named, "BINANCE__SPOT_WS_URL"),
        address(named, "BINANCE__FUTURES_REST_URL"),
        address(named, "BINANCE__FUTURES_WS_URL"),
        address(named, "BINANCE__ARCHIVE_URL"),
        address(named, "BINANCE__ARCHIVE_LISTING_URL"));
  }

  private static URI address(Map<String, String> named, String name) {
    return URI.create(Objects.requireNonNull(named.get(name), name));
  }
}
