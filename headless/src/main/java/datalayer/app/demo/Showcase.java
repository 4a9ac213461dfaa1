package datalayer.app.demo;

import datalayer.app.Core;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.RunProgress;
import datalayer.control.Control;
import datalayer.control.ControlException;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.Fault;
import datalayer.venue.binance.BinanceAddresses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo at a moment that is worth a picture, in a folder that is removed afterwards: history is
 * there, one file of it was broken, so that a hole is left, and one run waits for its operator.
 */
public final class Showcase implements Core {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int LANES = 4;

  /** How long ago the day is whose file is broken: within the history that the demo lands. */
  private static final Duration BROKEN_BEFORE = Duration.ofDays(6);

  /** Not one of the demo's, so that what is broken of it breaks nothing else. */
  private static final Instrument SHOWN = Series.parse("binance:spot:XRP/USDT:15m").instrument();

  private final Path folder;
  private final Demo demo;
  private final Instant today;

  private Showcase(Path folder, Demo demo, Instant now) {
    this.folder = folder;
    this.demo = demo;
    this.today = now.truncatedTo(ChronoUnit.DAYS);
  }

  /** Makes it; takes about a minute. */
  public static Showcase start(InstantSource clock) throws InterruptedException {
    Path folder = folder();
    Demo demo = Demo.start(folder, clock, new PrintWriter(Writer.nullWriter()));
    Showcase showcase = new Showcase(folder, demo, clock.instant());
    try {
      showcase.breakAFile();
      inTime(demo.awaitHistory(LONGEST), "history");
      showcase.leaveAHole();
      showcase.leaveARunWaiting();
      return showcase;
    } catch (RuntimeException | InterruptedException e) {
      showcase.close();
      throw e;
    }
  }

  @Override
  public Control control() {
    return demo.control();
  }

  /** Where the simulated exchange is. */
  public BinanceAddresses exchange() {
    return demo.exchange();
  }

  /** The series whose hole is to be seen. */
  public Series shown() {
    return new Series(SHOWN, Timeframe.M15);
  }

  @Override
  public void close() {
    demo.close();
    remove(folder);
  }

  private void breakAFile() {
    String day = today.minus(BROKEN_BEFORE).toString().substring(0, 10);
    demo.faults().always("XRPUSDT-1?[15]m-" + day + "\\.zip$", Fault.flipByte(40));
    demo.faults()
        .always(
            "GET /api/v3/klines\\?.*symbol=XRPUSDT",
            new Fault.Status(400, null, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"));
  }

  private void leaveAHole() throws InterruptedException {
    Control control = demo.control();
    String id =
        control.start(
            control.plan(
                request(
                    "XRP, three weeks",
                    List.of(SHOWN),
                    List.of(Timeframe.M1, Timeframe.M15),
                    Duration.ofDays(21),
                    Duration.ofDays(2))));
    inTime(demo.await(id, LONGEST), id);
  }

  private void leaveARunWaiting() throws InterruptedException {
    Control control = demo.control();
    String id =
        control.start(
            control.plan(
                request(
                    "An older month of all",
                    control.instruments(),
                    List.of(Timeframe.M1),
                    Duration.ofDays(90),
                    Duration.ofDays(60))));
    long end = System.nanoTime() + LONGEST.toNanos();
    while (run(id).chunksDone() < LANES && !demo.await(id, Duration.ofMillis(100))) {
      inTime(System.nanoTime() < end, id);
    }
    control.pause(id);
  }

  private BackfillRequest request(
      String title,
      List<Instrument> instruments,
      List<Timeframe> timeframes,
      Duration from,
      Duration until) {
    return new BackfillRequest(
        title,
        instruments,
        timeframes,
        new TimeRange(today.minus(from), today.minus(until)),
        Load.MISSING,
        LANES);
  }

  private RunProgress run(String id) {
    return demo.control()
        .run(id)
        .orElseThrow(() -> new ControlException("the run %s is not there".formatted(id)));
  }

  private static void inTime(boolean itIs, String what) {
    if (!itIs) {
      throw new ControlException(
          "the demo did not land %s within %d minutes; try again on a machine that is less busy"
              .formatted(what, LONGEST.toMinutes()));
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("datalayer-pictures-");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made: " + e.getMessage(), e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be removed".formatted(folder), e);
    }
  }
}
