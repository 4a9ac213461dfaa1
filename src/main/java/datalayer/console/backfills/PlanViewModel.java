package datalayer.console.backfills;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Plan;
import datalayer.console.fx.Work;
import datalayer.control.Control;
import datalayer.market.Gap;
import datalayer.market.Instrument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** The plan that answers the form, worked out anew 300 ms after the last edit. */
public final class PlanViewModel {

  /** Where the answer stands. */
  public enum State {
    /** The form is not filled in, or wrong; the fields say where. */
    UNASKED,
    /** Being worked out; what is shown is the answer to the question before. */
    COMPUTING,
    READY,
    FAILED,
    STARTING
  }

  private static final Duration QUIET = Duration.ofMillis(300);

  private final Control control;
  private final Work work;
  private final PlanForm form;
  private final Consumer<String> started;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.UNASKED);
  private final ReadOnlyObjectWrapper<@Nullable Plan> plan = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper runnable = new ReadOnlyBooleanWrapper(false);
  private final double usualRate;
  private List<Instrument> known = List.of();
  private Work.Started waiting = Work.Started.NOTHING;
  private Work.Started computing = Work.Started.NOTHING;

  /**
   * @param usualRate rows per second of runs so far, or 0 when none tells
   * @param started takes the id of the run when the plan was started
   */
  public PlanViewModel(Control control, Work work, double usualRate, Consumer<String> started) {
    this.control = control;
    this.work = work;
    this.usualRate = usualRate;
    this.started = started;
    form = new PlanForm(this::edited);
    work.start(control::instruments, this::knows, failure -> fail(failure));
    edited();
  }

  /** Asks for what closes a gap. */
  public void ask(Gap gap) {
    form.ask(gap);
  }

  public PlanForm form() {
    return form;
  }

  /** The instruments that can be chosen without typing their full name. */
  public List<Instrument> known() {
    return known;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The newest answer; while another is worked out, the one before. */
  public ReadOnlyObjectProperty<@Nullable Plan> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** Why there is no plan, or why it could not be started. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether the plan that is shown answers the form and would do something. */
  public ReadOnlyBooleanProperty runnableProperty() {
    return runnable.getReadOnlyProperty();
  }

  /** How long the plan may take, as a range; empty when no run so far tells how fast we are. */
  public Optional<List<Duration>> time() {
    Plan answer = plan.get();
    return answer == null || usualRate <= 0
        ? Optional.empty()
        : Optional.of(
            List.of(answer.expectedAt(usualRate * 1.2), answer.expectedAt(usualRate * 0.7)));
  }

  /** Starts exactly the plan that is shown. */
  public void run() {
    Plan answer = plan.get();
    if (!runnable.get() || answer == null) {
      return;
    }
    set(State.STARTING);
    work.start(() -> control.start(answer), started, this::fail);
  }

  /** Works the plan out again, for example after a venue did not answer. */
  public void retry() {
    edited();
  }

  /** No answer is wanted any more. */
  public void close() {
    waiting.stop();
    computing.stop();
  }

  private void knows(List<Instrument> instruments) {
    known = List.copyOf(instruments);
    form.offer(known);
  }

  private void edited() {
    waiting.stop();
    computing.stop();
    Optional<BackfillRequest> request = form.request();
    if (request.isEmpty()) {
      set(State.UNASKED);
      return;
    }
    set(State.COMPUTING);
    waiting = work.after(QUIET, () -> compute(request.get()));
  }

  private void compute(BackfillRequest request) {
    computing =
        work.start(
            () -> control.plan(request),
            answer -> {
              plan.set(answer);
              set(State.READY);
            },
            this::fail);
  }

  private void fail(Exception failure) {
    String message = failure.getMessage();
    problem.set(message == null ? failure.toString() : message);
    set(State.FAILED);
  }

  private void set(State now) {
    if (now != State.FAILED) {
      problem.set("");
    }
    Plan answer = plan.get();
    runnable.set(now == State.READY && answer != null && answer.chunks() > 0);
    state.set(now);
  }
}
