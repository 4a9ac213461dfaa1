package datalayer.app.kill;

import static java.nio.charset.StandardCharsets.UTF_8;

import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.ledger.LedgerAddress;
import datalayer.store.ClickHouseAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of several over a {@link DrillWorld}, ClickHouse and an operations database: works what
 * there is to work until its input is closed, then ends gracefully. A number that it is told begins
 * the runs, each with so many lanes.
 *
 * <p>Arguments: those of the world, the address of the operations database, of ClickHouse, its
 * password, its database.
 */
final class DrillNodeChild {

  private DrillNodeChild() {}

  /** What a node is started with. */
  static List<String> arguments(
      List<String> world, ClickHouseAddress clickHouse, LedgerAddress operations) {
    List<String> arguments = new ArrayList<>(world);
    arguments.addAll(
        List.of(
            operations.url(),
            clickHouse.endpoint().toString(),
            clickHouse.password(),
            clickHouse.database()));
    return arguments;
  }

  public static void main(String[] arguments) throws IOException {
    Duration ahead = Duration.parse(arguments[2]);
    InstantSource clock = () -> InstantSource.system().instant().plus(ahead);
    try (Headless headless = Headless.start(options(arguments), clock)) {
      say(NodeChild.READY);
      BufferedReader told = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (@Nullable String line = told.readLine(); line != null; line = told.readLine()) {
        for (BackfillRequest request : DrillWorld.requests(Load.MISSING, Integer.parseInt(line))) {
          headless.control().start(headless.control().plan(request));
        }
        say(NodeChild.STARTED);
      }
    }
    say(NodeChild.ENDED);
    System.exit(0);
  }

  private static HeadlessOptions options(String... arguments) {
    int at = DrillWorld.ARGUMENTS;
    return DrillWorld.sharing(
        DrillWorld.options(arguments),
        new ClickHouseAddress(
            URI.create(arguments[at + 1]),
            "default",
            arguments[at + 2],
            arguments[at + 3],
            "shared"),
        new LedgerAddress(arguments[at], "postgres", "postgres"));
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
