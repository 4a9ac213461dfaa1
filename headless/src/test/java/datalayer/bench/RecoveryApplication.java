package datalayer.bench;

import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.landing.FaultPoint;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.venue.binance.BinanceAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The core alone in a process: starts a run of one lane, or goes on with what an earlier process
 * left, and says what the lane reaches, until it is killed.
 */
final class RecoveryApplication {

  private static final Series XRP = Series.parse("binance:swap:XRP/USDT:1h");

  private RecoveryApplication() {}

  /** Arguments: data directory, archive, listing, start, end, and {@code start} for a new run. */
  public static void main(String[] arguments) throws InterruptedException {
    HeadlessOptions options =
        HeadlessOptions.in(Path.of(arguments[0]))
            .withBinance(
                BinanceAddresses.defaults()
                    .withArchive(URI.create(arguments[1]), URI.create(arguments[2])))
            .withFaults(RecoveryApplication::reached);
    Headless headless = Headless.start(options, InstantSource.system());
    say(RecoveryBenchmark.UP);
    if (arguments[5].equals("start")) {
      TimeRange range = new TimeRange(Instant.parse(arguments[3]), Instant.parse(arguments[4]));
      BackfillRequest request =
          new BackfillRequest(
              "recovery", List.of(XRP.instrument()), List.of(Timeframe.H1), range, Load.MISSING, 1);
      say(RecoveryBenchmark.RUN + headless.control().start(headless.control().plan(request)));
    }
    Thread.currentThread().join();
  }

  private static void reached(FaultPoint point) {
    switch (point) {
      case FETCHED -> say(RecoveryBenchmark.FETCHED);
      case VERIFIED -> say(RecoveryBenchmark.VERIFIED);
      default -> {
        // the moments between are a matter of milliseconds
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
