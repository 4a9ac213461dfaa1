package datalayer.app.cli;

import datalayer.app.Headless;
import datalayer.backfill.RunProgress;
import java.io.PrintWriter;
import java.time.Duration;

/** Tells on a terminal how a run goes: one line that is rewritten, or a line now and then. */
final class RunWatch {

  private static final Duration ON_TERMINAL = Duration.ofMillis(250);
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  private final Headless headless;
  private final PrintWriter err;
  private final boolean quiet;
  private final boolean terminal;

  RunWatch(Headless headless, PrintWriter err, boolean quiet) {
    this.headless = headless;
    this.err = err;
    this.quiet = quiet;
    this.terminal = System.console() != null && System.console().isTerminal();
  }

  /** Waits for the end; when interrupted, cancels the run and waits for the chunks in flight. */
  RunProgress untilOver(String id) {
    Thread canceller = Thread.ofPlatform().unstarted(() -> stop(id));
    Runtime.getRuntime().addShutdownHook(canceller);
    try {
      Duration every = terminal ? ON_TERMINAL : ELSEWHERE;
      while (!headless.backfills().await(id, every.toMillis())) {
        tell(headless.backfills().find(id).orElseThrow(), terminal ? "\r\u001b[K" : "", !terminal);
      }
      RunProgress end = headless.backfills().find(id).orElseThrow();
      if (terminal && !quiet) {
        err.print("\r\u001b[K");
        err.flush();
      }
      return end;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      headless.control().cancel(id);
      return headless.backfills().find(id).orElseThrow();
    } finally {
      removeHook(canceller);
    }
  }

  /** On Ctrl-C: the chunks in flight are finished, the rest stays for the next time. */
  private void stop(String id) {
    headless.control().cancel(id);
    try {
      headless.backfills().await(id, Duration.ofSeconds(30).toMillis());
      headless.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
