package datalayer.console.plan;

import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.console.fx.Work;
import datalayer.control.Control;
import datalayer.market.Instrument;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The card beside what was selected: what is to be mended, how thoroughly, and the plan for it. */
public final class PlanCardViewModel {

  private final Work work;
  private final Control control;
  private final PlanCardActions actions;
  private final ObjectProperty<Load> load = new SimpleObjectProperty<>(Load.MISSING);
  private final ReadOnlyObjectWrapper<@Nullable Repair> repair = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Planning> planning = new ReadOnlyObjectWrapper<>();
  private List<Instrument> known = List.of();

  public PlanCardViewModel(Control control, Work work, PlanCardActions actions) {
    this.control = control;
    this.work = work;
    this.actions = actions;
    load.addListener((observed, before, now) -> ask());
  }

  /** Opens the card, or turns it to something else. */
  public void show(Repair wanted) {
    if (wanted.equals(repair.get())) {
      return;
    }
    stop();
    Planning fresh = new Planning(control, work, this::started);
    planning.set(fresh);
    repair.set(wanted);
    load.set(Load.MISSING);
    if (known.isEmpty()) {
      work.start(control::instruments, found -> known = List.copyOf(found), failure -> {});
    }
    ask();
  }

  /** Closes the card; a plan that was not run leaves no trace. */
  public void hide() {
    stop();
    repair.set(null);
    planning.set(null);
  }

  /** Opens the dialog with every field, filled with what the card asks. */
  public void more() {
    Repair wanted = repair.get();
    if (wanted != null) {
      Load chosen = load.get();
      hide();
      actions.more().accept(wanted.request(chosen));
    }
  }

  public void run() {
    Planning shown = planning.get();
    if (shown != null) {
      shown.run();
    }
  }

  public void copy(String text) {
    actions.copy().accept(text);
  }

  /** What the card is about; null while it is closed. */
  public ReadOnlyObjectProperty<@Nullable Repair> repairProperty() {
    return repair.getReadOnlyProperty();
  }

  /** The plan for it; null while the card is closed. */
  public ReadOnlyObjectProperty<@Nullable Planning> planningProperty() {
    return planning.getReadOnlyProperty();
  }

  public ObjectProperty<Load> loadProperty() {
    return load;
  }

  /** The same thing from a terminal. */
  public EquivalentCommand command(Plan plan) {
    return EquivalentCommand.of(plan, known);
  }

  private void stop() {
    Planning shown = planning.get();
    if (shown != null) {
      shown.close();
    }
  }

  private void ask() {
    Repair wanted = repair.get();
    Planning shown = planning.get();
    if (wanted != null && shown != null) {
      shown.ask(Optional.of(wanted.request(load.get())));
    }
  }

  private void started(String run) {
    hide();
    actions.started().accept(run);
  }
}
