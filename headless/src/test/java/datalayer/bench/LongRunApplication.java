package datalayer.bench;

import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.RunProgress;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.venue.binance.BinanceAddresses;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The core alone in a process over a long run. Says at a tenth, at half and at the end how many
 * chunks are done, and MiB of heap after a collection, of itself and of the engine, and seconds.
 */
final class LongRunApplication {

  private static final long LOOK_MILLIS = 200;

  private LongRunApplication() {}

  /** Arguments: data directory, archive, listing, lanes, start, end, series of hours… */
  public static void main(String[] arguments) throws Exception {
    HeadlessOptions options =
        HeadlessOptions.in(Path.of(arguments[0]))
            .withBinance(
                BinanceAddresses.defaults()
                    .withArchive(URI.create(arguments[1]), URI.create(arguments[2])));
    TimeRange range = new TimeRange(Instant.parse(arguments[4]), Instant.parse(arguments[5]));
    List<Instrument> instruments =
        Arrays.stream(arguments).skip(6).map(s -> Series.parse(s).instrument()).toList();
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));
    try (Headless headless = Headless.start(options, clock)) {
      BackfillRequest request =
          new BackfillRequest(
              "a long run",
              instruments,
              List.of(Timeframe.H1),
              range,
              Load.MISSING,
              Integer.parseInt(arguments[3]));
      long start = System.nanoTime();
      String id = headless.control().start(headless.control().plan(request));
      for (double share : new double[] {0.1, 0.5, 1}) {
        say(headless, reached(headless, id, share), start);
      }
    }
    System.exit(0);
  }

  private static int reached(Headless headless, String id, double share)
      throws InterruptedException {
    while (true) {
      headless.backfills().await(id, LOOK_MILLIS);
      RunProgress run = headless.backfills().find(id).orElseThrow();
      if (run.chunksDone() >= share * run.chunksTotal()) {
        return run.chunksDone();
      }
      if (run.state().isOver()) {
        throw new IllegalStateException("the run is not complete: " + run.outcome());
      }
    }
  }

  private static void say(Headless headless, int chunks, long start) throws IOException {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.gc();
    double heap =
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20);
    double resident = ProcessMemory.of(ProcessHandle.current().pid()).resident();
    double engine = ProcessMemory.of(headless.engine().orElseThrow().pid()).resident();
    System.out.printf(
        Locale.ROOT,
        "%s%d %.2f %.1f %.1f %.1f%n",
        LongRunBenchmark.AT,
        chunks,
        heap,
        resident,
        engine,
        seconds);
  }
}
