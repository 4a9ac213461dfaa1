package datalayer.app.kill;

import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.app.SimulatedSystem;
import datalayer.backfill.BackfillRequest;
import datalayer.ledger.LedgerAddress;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.ClickHouseAddress;
import datalayer.venue.binance.BinanceAddresses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/**
 * As {@link NodeChild}, over a venue that answers requests too.
 *
 * <p>Arguments: data directory, address of the operations database, of ClickHouse, its password,
 * its database, how far its clock is off, the venue's six addresses; then, for the node that starts
 * the run: lanes, range, series.
 */
final class VenueNodeChild {

  private static final int ADDRESSES = 6;
  private static final int RUN = 12;

  private VenueNodeChild() {}

  public static void main(String[] arguments) throws IOException {
    Duration off = Duration.parse(arguments[ADDRESSES - 1]);
    try (Headless headless =
        Headless.start(options(arguments), () -> InstantSource.system().instant().plus(off))) {
      say(NodeChild.READY);
      if (arguments.length > RUN) {
        say(
            NodeChild.STARTED
                + headless.control().start(headless.control().plan(request(arguments))));
      }
      while (System.in.read() >= 0) {
        // nothing is said but the end
      }
    }
    say(NodeChild.ENDED);
    System.exit(0);
  }

  private static HeadlessOptions options(String... arguments) {
    URI[] venue = Arrays.stream(arguments, ADDRESSES, RUN).map(URI::create).toArray(URI[]::new);
    return SimulatedSystem.options(
        Path.of(arguments[0]),
        new BinanceAddresses(venue[0], venue[1], venue[2], venue[3], venue[4], venue[5]),
        new ClickHouseAddress(
            URI.create(arguments[2]), "default", arguments[3], arguments[4], "shared"),
        Optional.of(new LedgerAddress(arguments[1], "postgres", "postgres")));
  }

  private static BackfillRequest request(String... arguments) {
    String[] range = arguments[RUN + 1].split("/", -1);
    return SimulatedSystem.request(
        new TimeRange(Instant.parse(range[0]), Instant.parse(range[1])),
        Integer.parseInt(arguments[RUN]),
        Arrays.stream(arguments).skip(RUN + 2).map(Series::parse).toArray(Series[]::new));
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
