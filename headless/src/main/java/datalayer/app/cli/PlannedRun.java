package datalayer.app.cli;

import datalayer.backfill.Plan;
import datalayer.control.Control;
import datalayer.control.PlanDriftedException;
import java.io.PrintWriter;

/**
 * Starts the plan that was printed. Where something changed since, it says what, prints the new
 * plan and starts that one: whoever gives a command at a terminal has asked for the work, not for
 * the figures, and a script would only give the same command again. It does so a few times, then
 * leaves it to a person.
 */
final class PlannedRun {

  private static final int ATTEMPTS = 3;

  private PlannedRun() {}

  /**
   * Returns the run's id.
   *
   * @throws PlanDriftedException when every new plan was out of date at once
   */
  static String start(Control control, Plan printed, PrintWriter err) {
    Plan plan = printed;
    for (int attempt = 1; ; attempt++) {
      try {
        return control.start(plan);
      } catch (PlanDriftedException drifted) {
        if (attempt == ATTEMPTS) {
          throw drifted;
        }
        err.println(drifted.getMessage());
        plan = drifted.fresh();
        PlanText.print(err, plan, false);
        err.println("Going on with plan %s.".formatted(plan.id()));
      }
    }
  }
}
