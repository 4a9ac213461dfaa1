package datalayer.app.kill;

import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.landing.FaultPoint;
import datalayer.ledger.LedgerAddress;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.store.ClickHouseAddress;
import datalayer.venue.binance.BinanceAddresses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A node of several that share ClickHouse and the operations database: works what there is to work
 * until its input is closed, then ends gracefully.
 *
 * <p>Arguments: data directory, address of the operations database, of ClickHouse, its password,
 * its database, address of the archive, of its listing; then, for the node that starts the run:
 * lanes, range, instruments.
 */
final class NodeChild {

  static final String READY = "ready";
  static final String STARTED = "started ";
  static final String ENDED = "ended";

  private NodeChild() {}

  public static void main(String[] arguments) throws IOException {
    try (Headless headless = Headless.start(options(arguments), InstantSource.system())) {
      say(READY);
      if (arguments.length > 7) {
        say(STARTED + headless.control().start(headless.control().plan(request(arguments))));
      }
      while (System.in.read() >= 0) {
        // nothing is said but the end
      }
    }
    say(ENDED);
    System.exit(0);
  }

  static HeadlessOptions options(String... arguments) {
    return new HeadlessOptions(
        Path.of(arguments[0]),
        Optional.of(
            new ClickHouseAddress(
                URI.create(arguments[2]), "default", arguments[3], arguments[4], "shared")),
        arguments[4],
        0,
        Optional.of(new LedgerAddress(arguments[1], "postgres", "postgres")),
        8,
        4,
        4,
        0,
        Duration.ofMinutes(2),
        BinanceAddresses.defaults().withArchive(URI.create(arguments[5]), URI.create(arguments[6])),
        List.of(),
        List.of(),
        FaultPoint.Observer.NONE);
  }

  private static BackfillRequest request(String... arguments) {
    String[] range = arguments[8].split("/", -1);
    List<Instrument> instruments =
        Arrays.stream(arguments)
            .skip(9)
            .map(name -> Series.parse(name + ":1h").instrument())
            .toList();
    return new BackfillRequest(
        "three nodes",
        instruments,
        List.of(Timeframe.H1),
        new TimeRange(Instant.parse(range[0]), Instant.parse(range[1])),
        Load.MISSING,
        Integer.parseInt(arguments[7]));
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
