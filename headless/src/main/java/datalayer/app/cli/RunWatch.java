package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.app.RemoteCore;
import datalayer.backfill.RunProgress;
import datalayer.control.ControlException;
import java.io.PrintWriter;
import java.time.Duration;

/** Tells on a terminal how a run goes: one line that is rewritten, or a line now and then. */
final class RunWatch {

  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration ON_TERMINAL = Duration.ofMillis(250);
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  private final Core core;
  private final PrintWriter err;
  private final boolean quiet;
  private final boolean terminal;

  RunWatch(Core core, PrintWriter err, boolean quiet) {
    this.core = core;
    this.err = err;
    this.quiet = quiet;
    this.terminal = System.console() != null && System.console().isTerminal();
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
      return find(id);
    } finally {
      removeHook(stopping);
    }
  }

  private RunProgress find(String id) {
    return core.control()
        .run(id)
        .orElseThrow(() -> new ControlException("the run %s is not there any more".formatted(id)));
  }

  /** A core of our own ends with us; one elsewhere goes on. */
  private void stop(String id) {
    if (core instanceof RemoteCore) {
      err.printf(
          "%n%s goes on without this command. datalayer backfill show %s tells how it stands, backfill cancel %s ends it.%n",
          id, id, id);
      return;
    }
    err.printf(
        "%nStopping %s: chunks in flight are finished or handed back. What has landed stays; datalayer backfill show %s tells what is open.%n",
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
                Figures.count(run.rowsPerSecond()),
                left == null
                    ? ""
                    : "  %s – %s left"
                        .formatted(Figures.duration(left.least()), Figures.duration(left.most())));
    if (newLine) {
      err.println(line);
    } else {
      err.print(line);
    }
    err.flush();
  }
}
