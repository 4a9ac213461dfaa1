package datalayer.console.plan;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Plan;
import datalayer.console.fx.Work;
import datalayer.control.Control;
import datalayer.control.PlanDriftedException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The plan that answers a question, worked out anew 300 ms after the last edit. What is run is what
 * was shown: when coverage changed since, nothing starts, the new figures are shown with those that
 * changed marked, and running has to be asked for again.
 */
public final class Planning {

  /** Where the answer stands. */
  public enum State {
    /** The question is not complete, or wrong. */
    UNASKED,
    /** Being worked out; what is shown is the answer to the question before. */
    COMPUTING,
    READY,
    FAILED,
    STARTING
  }

  /** The figures of a plan that can change while a person looks at them. */
  public enum Figure {
    ROWS,
    FILES,
    REQUESTS,
    BYTES,
    HELD
  }

  private static final Duration QUIET = Duration.ofMillis(300);

  private final Control control;
  private final Work work;
  private final Consumer<String> started;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.UNASKED);
  private final ReadOnlyObjectWrapper<@Nullable Plan> plan = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Set<Figure>> changed = new ReadOnlyObjectWrapper<>(Set.of());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper drift = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper runnable = new ReadOnlyBooleanWrapper(false);
  private Work.Started waiting = Work.Started.NOTHING;
  private Work.Started computing = Work.Started.NOTHING;

  /**
   * @param started takes the id of the run when the plan was started
   */
  public Planning(Control control, Work work, Consumer<String> started) {
    this.control = control;
    this.work = work;
    this.started = started;
  }

  /** Asks another question; empty while it is not complete. */
  public void ask(Optional<BackfillRequest> question) {
    close();
    drift.set("");
    changed.set(Set.of());
    if (question.isEmpty()) {
      set(State.UNASKED);
      return;
    }
    set(State.COMPUTING);
    waiting = work.after(QUIET, () -> compute(question.get()));
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

  /** What changed since the plan that was to be run; empty when nothing did. */
  public ReadOnlyStringProperty driftProperty() {
    return drift.getReadOnlyProperty();
  }

  /** The figures that are others than in the plan that was to be run. */
  public ReadOnlyObjectProperty<Set<Figure>> changedProperty() {
    return changed.getReadOnlyProperty();
  }

  /** Whether the plan that is shown answers the question and would do something. */
  public ReadOnlyBooleanProperty runnableProperty() {
    return runnable.getReadOnlyProperty();
  }

  /** Starts exactly the plan that is shown. */
  public void run() {
    Plan answer = plan.get();
    if (!runnable.get() || answer == null) {
      return;
    }
    set(State.STARTING);
    work.start(() -> control.start(answer), started, failure -> notStarted(answer, failure));
  }

  /** No answer is wanted any more. */
  public void close() {
    waiting.stop();
    computing.stop();
  }

  /** Something that the question needs could not be had. */
  public void fail(Exception failure) {
    String message = failure.getMessage();
    problem.set(message == null ? failure.toString() : message);
    set(State.FAILED);
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

  private void notStarted(Plan shown, Exception failure) {
    if (failure instanceof PlanDriftedException drifted) {
      Plan fresh = drifted.fresh();
      changed.set(differences(shown, fresh));
      drift.set(String.valueOf(drifted.getMessage()));
      plan.set(fresh);
      set(State.READY);
    } else {
      fail(failure);
    }
  }

  private void set(State now) {
    if (now != State.FAILED) {
      problem.set("");
    }
    Plan answer = plan.get();
    runnable.set(now == State.READY && answer != null && answer.chunks() > 0);
    state.set(now);
  }

  private static Set<Figure> differences(Plan before, Plan now) {
    EnumSet<Figure> found = EnumSet.noneOf(Figure.class);
    for (Figure figure : Figure.values()) {
      if (PlanFigures.of(before, figure) != PlanFigures.of(now, figure)) {
        found.add(figure);
      }
    }
    return Set.copyOf(found);
  }
}
