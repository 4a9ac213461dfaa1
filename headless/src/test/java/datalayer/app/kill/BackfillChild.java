package datalayer.app.kill;

import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.ChunkState;
import datalayer.backfill.Load;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.market.Instrument;
import datalayer.market.Timeframe;
import datalayer.venue.binance.BinanceAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The application in a process of its own: starts the core with the embedded engine, fetches what
 * is missing of some months, one run per month, and tells how far it is, a line each. A run that an
 * earlier process began is not begun again: it goes on by itself and is only watched.
 *
 * <p>Arguments: data directory, address of the archive, of its listing, a {@link DueFault}, months
 * as {@link SeriesMonth} writes them. Exit code 0 when every run was complete, 3 when one was not,
 * 1 when the core could not be started or asked.
 */
final class BackfillChild {

  static final String STARTING = "starting";
  static final String READY = "ready";
  static final String STARTED = "started";
  static final String VERIFIED = "verified ";
  static final String DONE = "done ";
  static final String FAILED = "failed ";
  private static final int LANES = 2;
  private static final long LOOK_AGAIN_MILLIS = 20;

  private BackfillChild() {}

  public static void main(String[] arguments) throws InterruptedException {
    say(STARTING);
    int code;
    try (Headless headless = Headless.start(options(arguments), clock())) {
      say(READY);
      code = backfill(headless, Arrays.stream(arguments).skip(4).map(SeriesMonth::parse).toList());
    } catch (RuntimeException e) {
      e.printStackTrace();
      say(FAILED + e.getMessage());
      code = 1;
    }
    System.exit(code);
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

  private static int backfill(Headless headless, List<SeriesMonth> months)
      throws InterruptedException {
    Map<YearMonth, List<Instrument>> byMonth = new TreeMap<>();
    for (SeriesMonth month : months) {
      byMonth
          .computeIfAbsent(month.month(), m -> new ArrayList<>())
          .add(month.series().instrument());
    }
    List<String> runs = new ArrayList<>();
    byMonth.forEach((month, instruments) -> {
      BackfillRequest request = request(month, instruments);
      runs.add(
          begunBefore(headless, request)
              .orElseGet(() -> headless.control().start(headless.control().plan(request))));
    });
    say(STARTED);
    boolean complete = true;
    int verified = 0;
    for (String run : runs) {
      RunProgress end = await(headless, run, verified);
      verified += verified(end);
      say(DONE + run + " " + end.state() + " " + end.outcome() + " " + retries(end));
      complete &= end.state() == RunState.COMPLETE;
    }
    return complete ? 0 : 3;
  }

  private static Optional<String> begunBefore(Headless headless, BackfillRequest request) {
    return headless.backfills().runs().stream()
        .filter(run -> run.title().equals(request.title()))
        .map(RunProgress::id)
        .findFirst();
  }

  private static BackfillRequest request(YearMonth month, List<Instrument> instruments) {
    return new BackfillRequest(
        "kill drill " + month,
        instruments,
        List.of(Timeframe.M1),
        new SeriesMonth("", month).range(),
        Load.MISSING,
        LANES);
  }

  private static RunProgress await(Headless headless, String run, int before)
      throws InterruptedException {
    int told = 0;
    boolean over;
    do {
      over = headless.backfills().await(run, LOOK_AGAIN_MILLIS);
      int verified = verified(headless.backfills().find(run).orElseThrow());
      for (; told < verified; told++) {
        say(VERIFIED + (before + told + 1));
      }
    } while (!over);
    return headless.backfills().find(run).orElseThrow();
  }

  private static int verified(RunProgress run) {
    return (int) run.chunks().stream().filter(c -> c.state() == ChunkState.VERIFIED).count();
  }

  private static String retries(RunProgress run) {
    return run.chunks().stream()
        .flatMap(c -> c.attempts().stream())
        .filter(a -> !a.succeeded())
        .map(a -> a.outcome())
        .toList()
        .toString();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
