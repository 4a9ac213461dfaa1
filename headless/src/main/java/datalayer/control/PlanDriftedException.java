package datalayer.control;

import datalayer.backfill.Plan;

/**
 * What is there changed since a plan was made, so that running it would not do what was shown. The
 * message says what changed; {@link #fresh} is the plan as it would be now.
 */
public final class PlanDriftedException extends ControlException {

  private static final long serialVersionUID = 1;

  private final transient Plan fresh;

  public PlanDriftedException(String message, Plan fresh) {
    super(message);
    this.fresh = fresh;
  }

  public Plan fresh() {
    return fresh;
  }
}
