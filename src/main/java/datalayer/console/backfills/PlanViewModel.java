package datalayer.console.backfills;

import datalayer.backfill.BackfillRequest;
import datalayer.console.fx.Work;
import datalayer.console.plan.Planning;
import datalayer.control.Control;
import datalayer.market.Gap;
import datalayer.market.Instrument;
import java.util.List;
import java.util.function.Consumer;

/** The form of the plan dialog and the plan that answers it. */
public final class PlanViewModel {

  private final PlanForm form;
  private final Planning planning;
  private List<Instrument> known = List.of();

  /**
   * @param started takes the id of the run when the plan was started
   */
  public PlanViewModel(Control control, Work work, Consumer<String> started) {
    planning = new Planning(control, work, started);
    form = new PlanForm(this::retry);
    work.start(control::instruments, this::knows, planning::fail);
    retry();
  }

  /** Asks for what closes a gap. */
  public void ask(Gap gap) {
    form.ask(gap);
  }

  /** Asks what another surface asked before. */
  public void ask(BackfillRequest request) {
    form.ask(request);
  }

  public PlanForm form() {
    return form;
  }

  public Planning planning() {
    return planning;
  }

  /** The instruments that can be chosen without typing their full name. */
  public List<Instrument> known() {
    return known;
  }

  /** Works the plan out again, for example after a venue did not answer. */
  public void retry() {
    planning.ask(form.request());
  }

  /** No answer is wanted any more. */
  public void close() {
    planning.close();
  }

  private void knows(List<Instrument> instruments) {
    known = List.copyOf(instruments);
    form.offer(known);
  }
}
