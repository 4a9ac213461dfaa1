package datalayer.app.kill;

import datalayer.app.HeadlessOptions;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.market.Instrument;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.venue.binance.BinanceAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The application in a process of its own: fetches what is missing of some months of an archive,
 * one run per range, and tells how far it is.
 *
 * <p>Arguments: data directory, address of the archive, of its listing, a {@link DueFault}, months
 * as {@link SeriesMonth} writes them.
 */
final class BackfillChild {

  private static final int LANES = 2;

  private BackfillChild() {}

  public static void main(String[] arguments) throws InterruptedException {
    List<SeriesMonth> months = Arrays.stream(arguments).skip(4).map(SeriesMonth::parse).toList();
    System.exit(Progress.ofCore(options(arguments), clock(), requests(months)));
  }

  /** What the core is started with, also by who looks at what it left. */
  static HeadlessOptions options(String... arguments) {
    return HeadlessOptions.in(Path.of(arguments[0]))
        .withBinance(
            BinanceAddresses.defaults()
                .withArchive(URI.create(arguments[1]), URI.create(arguments[2])))
        .withFaults(DueFault.observer(arguments[3]));
  }

  /** After the last of the real files. */
  static InstantSource clock() {
    return InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));
  }

  private static List<BackfillRequest> requests(List<SeriesMonth> months) {
    Map<TimeRange, List<Instrument>> byRange = new TreeMap<>();
    for (SeriesMonth month : months) {
      byRange
          .computeIfAbsent(month.range(), r -> new ArrayList<>())
          .add(month.series().instrument());
    }
    List<BackfillRequest> requests = new ArrayList<>();
    byRange.forEach((range, instruments) -> requests.add(request(range, instruments)));
    return requests;
  }

  private static BackfillRequest request(TimeRange range, List<Instrument> instruments) {
    return new BackfillRequest(
        "kill drill " + range, instruments, List.of(Timeframe.M1), range, Load.MISSING, LANES);
  }
}
