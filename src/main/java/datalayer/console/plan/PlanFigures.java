package datalayer.console.plan;

import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.console.fx.Figures;
import java.time.Duration;
import java.util.Locale;

/** The figures of a plan and how they are said, the same wherever a plan is shown. */
public final class PlanFigures {

  private PlanFigures() {}

  /** One figure of a plan. */
  public static long of(Plan plan, Planning.Figure figure) {
    return switch (figure) {
      case ROWS -> plan.rows();
      case FILES -> plan.files();
      case REQUESTS -> plan.requests();
      case BYTES -> plan.bytes();
      case HELD -> plan.rowsHeld();
    };
  }

  /** As people read it. */
  public static String text(Plan plan, Planning.Figure figure) {
    long value = of(plan, figure);
    return figure == Planning.Figure.BYTES ? Figures.bytes(value) : Figures.count(value);
  }

  /** How long it may take, as a range about what the plan expects. */
  public static String time(Plan plan) {
    Duration expected = plan.expected();
    if (expected.isZero()) {
      return plan.chunks() == 0 ? "0\u00a0s" : Figures.UNKNOWN;
    }
    return Figures.range(
        expected.multipliedBy(4).dividedBy(5), expected.multipliedBy(4).dividedBy(3));
  }

  /** What that rests on, in words. */
  public static String basis(Plan plan) {
    String basis = plan.basis();
    return basis.isEmpty()
        ? "Nothing tells how long it takes"
        : basis.substring(0, 1).toUpperCase(Locale.ROOT) + basis.substring(1);
  }

  /** Whether running it compares bars that are there already. */
  public static boolean overwrites(Plan plan) {
    Load load = plan.request().load();
    return (load == Load.CHANGED || load == Load.EVERYTHING) && plan.rowsHeld() > 0;
  }

  /** What becomes of the bars that are there already. */
  public static String overwriting(Plan plan) {
    String held = Figures.count(plan.rowsHeld(), "bar", "bars");
    return switch (plan.request().load()) {
      case MISSING, HOLES ->
          plan.rowsHeld() == 0
              ? "Overwrites nothing."
              : "Overwrites nothing; %s you have are left alone.".formatted(held);
      case CHANGED -> "Bars of changed files are compared; a different value is an amendment.";
      case EVERYTHING ->
          "%s you have are compared; a different value is an amendment.".formatted(held);
    };
  }
}
