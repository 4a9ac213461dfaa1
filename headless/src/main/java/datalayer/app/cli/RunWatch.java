package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.app.RemoteCore;
import datalayer.backfill.RunProgress;
import datalayer.control.ControlException;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Tells on a terminal how a run goes: one line that is rewritten, or a line now and then. */
final class RunWatch {

  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration ON_TERMINAL = Duration.ofMillis(250);
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  private final Core core;
  private final PrintWriter err;
  private final boolean quiet;
  private final boolean terminal;
  private volatile boolean stopped;
  private String told = "";

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where nobody looks
  RunWatch(Core core, PrintWriter err, boolean quiet) {
    this.core = core;
    this.err = err;
    this.quiet = quiet;
    Console console = System.console();
    this.terminal = console != null && console.isTerminal();
  }

  /** Waits for the end. Ctrl-C meanwhile says what becomes of the run. */
  RunProgress untilOver(String id) {
    Thread stopping = Thread.ofPlatform().unstarted(() -> stop(id));
    Runtime.getRuntime().addShutdownHook(stopping);
    try {
      Duration every = terminal ? ON_TERMINAL : ELSEWHERE;
      long next = System.nanoTime() + every.toNanos();
      RunProgress run = find(id);
      while (!run.state().isOver()) {
        Thread.sleep(LOOK.toMillis());
        run = find(id);
        tellWhatItWaitsFor(run);
        if (System.nanoTime() >= next) {
          tell(run, terminal ? "\r\u001b[K" : "", !terminal);
          next += every.toNanos();
        }
      }
      if (terminal && !quiet) {
        err.print("\r\u001b[K");
        err.flush();
      }
      return run;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(id);
      throw new ControlException("the wait for %s was interrupted".formatted(id), e);
    } finally {
      removeHook(stopping);
    }
  }

  private RunProgress find(String id) throws InterruptedException {
    try {
      return core.control()
          .run(id)
          .orElseThrow(
              () -> new ControlException("the run %s is not there any more".formatted(id)));
    } catch (RuntimeException e) {
      if (stopped) {
        // The core is being closed, and then the process ends.
        new CountDownLatch(1).await();
      }
      throw e;
    }
  }

  /** A core of our own ends with us; one elsewhere goes on. */
  private void stop(String id) {
    stopped = true;
    if (core instanceof RemoteCore) {
      err.printf(
          "%n%s goes on without this command. datalayer backfill show %s tells how it stands, backfill cancel %s ends it.%n",
          id, id, id);
      return;
    }
    err.printf(
        "%nStopping: chunks in flight are finished or handed back. %s keeps what has landed; go on with it by datalayer backfill resume %s.%n",
        id, id);
    core.close();
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook is what ends it.
    }
  }

  /** A line for each new reason, as it is no figure that moves. */
  private void tellWhatItWaitsFor(RunProgress run) {
    String reason = waitsFor(run);
    if (quiet || reason.isEmpty() || reason.equals(told) || run.state().isOver()) {
      told = reason.isEmpty() ? "" : told;
      return;
    }
    told = reason;
    err.println((terminal ? "\r\u001b[K" : "") + run.id() + ": " + reason);
    err.flush();
  }

  private static String waitsFor(RunProgress run) {
    if (!run.outcome().isEmpty()) {
      return run.outcome();
    }
    return run.chunks().stream()
        .filter(chunk -> !chunk.waiting().isEmpty())
        .findFirst()
        .map(chunk -> chunk.series() + " waits: " + chunk.waiting())
        .orElse("");
  }

  private static String left(RunProgress.TimeLeft left) {
    return left.most().toSeconds() < 1
        ? "less than a second left"
        : "%s – %s left".formatted(Figures.duration(left.least()), Figures.duration(left.most()));
  }

  private void tell(RunProgress run, String before, boolean newLine) {
    if (quiet) {
      return;
    }
    RunProgress.TimeLeft left = run.timeLeft();
    String line =
        "%s%s  %s  %d/%d chunks  %s of %s rows  %s rows/s%s"
            .formatted(
                before,
                run.id(),
                Figures.percent(run.rowsLanded(), Math.max(run.rowsLanded(), run.rowsPlanned())),
                run.chunksDone(),
                run.chunksTotal(),
                Figures.count(run.rowsLanded()),
                Figures.count(run.rowsPlanned()),
                Figures.count((long) run.rowsPerSecond()),
                left == null ? "" : "  " + left(left));
    if (newLine) {
      err.println(line);
    } else {
      err.print(line);
    }
    err.flush();
  }
}
