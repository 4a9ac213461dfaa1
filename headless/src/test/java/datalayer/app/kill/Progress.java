package datalayer.app.kill;

import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.ChunkState;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a process that is to be killed says of its work, a line each. */
final class Progress {

  static final String STARTING = "starting";
  static final String READY = "ready";
  static final String STARTED = "started";
  static final String VERIFIED = "verified ";
  static final String DONE = "done ";
  static final String FAILED = "failed ";

  private static final long LOOK_AGAIN_MILLIS = 20;

  private Progress() {}

  /**
   * Starts the core with the embedded engine and carries out the requests, a run each. A run that
   * an earlier process began is not begun again: it goes on by itself and is only watched.
   *
   * @return 0 when every run was complete, 3 when one was not, 1 when the core could not be started
   *     or asked
   */
  static int ofCore(HeadlessOptions options, InstantSource clock, List<BackfillRequest> requests)
      throws InterruptedException {
    say(STARTING);
    try (Headless headless = Headless.start(options, clock)) {
      say(READY);
      return carryOut(headless, requests);
    } catch (RuntimeException e) {
      e.printStackTrace();
      say(FAILED + e.getMessage());
      return 1;
    }
  }

  private static int carryOut(Headless headless, List<BackfillRequest> requests)
      throws InterruptedException {
    List<String> runs = new ArrayList<>();
    for (BackfillRequest request : requests) {
      runs.add(
          begunBefore(headless, request)
              .orElseGet(() -> headless.control().start(headless.control().plan(request))));
    }
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
