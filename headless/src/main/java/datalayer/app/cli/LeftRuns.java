package datalayer.app.cli;

import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import java.io.PrintWriter;
import java.util.List;

/** Says which runs an earlier process left unfinished, and how to go on with them. */
final class LeftRuns {

  private static final int MOST_NAMED = 3;

  private LeftRuns() {}

  /**
   * @param about the run that the command is about anyway
   */
  static void tell(List<RunProgress> runs, String about, PrintWriter err) {
    List<String> left =
        runs.stream()
            .filter(run -> run.state() == RunState.WAITING || run.state() == RunState.RUNNING)
            .map(RunProgress::id)
            .filter(id -> !id.equals(about))
            .sorted()
            .toList();
    if (left.isEmpty()) {
      return;
    }
    String names =
        String.join(", ", left.subList(0, Math.min(MOST_NAMED, left.size())))
            + (left.size() > MOST_NAMED ? " and %d more".formatted(left.size() - MOST_NAMED) : "");
    err.printf(
        "%s %s interrupted and %s. Go on with datalayer backfill resume %s, or with all that wait by datalayer --no-gui.%n",
        names,
        left.size() == 1 ? "was" : "were",
        left.size() == 1 ? "waits" : "wait",
        left.getFirst());
  }
}
