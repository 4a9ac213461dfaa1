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
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * The core alone in a process, so that its memory can be told from a benchmark's. Loads what it is
 * told to and prints {@code RESULT} with rows, seconds, and memory of application and engine.
 */
final class LoadingApplication {

  static final String RESULT = "RESULT ";

  private LoadingApplication() {}

  /** Arguments: data directory, archive, listing, lanes, start, end, series… */
  public static void main(String[] arguments) throws Exception {
    BinanceAddresses archive =
        BinanceAddresses.defaults().withArchive(URI.create(arguments[1]), URI.create(arguments[2]));
    HeadlessOptions options = HeadlessOptions.in(Path.of(arguments[0])).withBinance(archive);
    TimeRange range = new TimeRange(Instant.parse(arguments[4]), Instant.parse(arguments[5]));
    List<Instrument> instruments =
        Arrays.stream(arguments).skip(6).map(s -> Series.parse(s).instrument()).toList();
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));
    try (Headless headless = Headless.start(options, clock)) {
      long start = System.nanoTime();
      BackfillRequest request =
          new BackfillRequest(
              "benchmark",
              instruments,
              List.of(Timeframe.M1),
              range,
              Load.MISSING,
              Integer.parseInt(arguments[3]));
      String id = headless.control().start(headless.control().plan(request));
      headless.backfills().await(id, Long.MAX_VALUE);
      double seconds = (System.nanoTime() - start) / 1e9;
      RunProgress run = headless.backfills().find(id).orElseThrow();
      ProcessMemory mine = ProcessMemory.of(ProcessHandle.current().pid());
      ProcessMemory engine = ProcessMemory.of(headless.engine().orElseThrow().pid());
      System.out.println(
          RESULT
              + String.join(
                  " ",
                  String.valueOf(run.rowsLanded()),
                  String.valueOf(seconds),
                  String.valueOf(mine.resident()),
                  String.valueOf(mine.peak()),
                  String.valueOf(engine.resident()),
                  String.valueOf(engine.peak())));
    }
    System.exit(0);
  }
}
