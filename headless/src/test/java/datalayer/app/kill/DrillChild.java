package datalayer.app.kill;

import datalayer.backfill.Load;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The application in a process of its own over a {@link DrillWorld}: fetches what is missing and
 * tells how far it is.
 *
 * <p>Arguments: data directory, a {@link DueFault}, how far the exchange's clock is ahead of this
 * machine's, the addresses of REST of spot and futures, of the archive, of its listing.
 */
final class DrillChild {

  private DrillChild() {}

  public static void main(String[] arguments) throws InterruptedException {
    Duration ahead = Duration.parse(arguments[2]);
    InstantSource clock = () -> Instant.now().plus(ahead);
    System.exit(
        Progress.ofCore(DrillWorld.options(arguments), clock, DrillWorld.requests(Load.MISSING)));
  }
}
