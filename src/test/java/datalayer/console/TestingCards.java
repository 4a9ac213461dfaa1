package datalayer.console;

import datalayer.console.fx.Work;
import datalayer.console.plan.PlanCardActions;
import datalayer.console.plan.PlanCardViewModel;
import datalayer.control.Control;
import java.util.ArrayList;
import java.util.List;

/** A plan card whose runs a test can see. */
public final class TestingCards {

  private final List<String> started = new ArrayList<>();

  public List<String> started() {
    return started;
  }

  public PlanCardViewModel card(Control control, Work work) {
    return new PlanCardViewModel(
        control, work, new PlanCardActions(started::add, request -> {}, text -> {}));
  }
}
