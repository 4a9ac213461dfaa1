package datalayer.console.backfills;

import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.console.fx.Figures;
import datalayer.console.fx.Notices;
import datalayer.console.fx.Work;
import datalayer.control.Control;
import datalayer.control.SystemSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/** The table of runs and which of them is looked at. */
public final class BackfillsViewModel {

  /** What the screen has to show. */
  public enum State {
    /** No snapshot came yet. */
    STARTING,
    NO_RUNS,
    RUNS
  }

  /** Which runs the table lists. */
  public enum Show {
    ALL("All"),
    ACTIVE("Active"),
    NEEDS_YOU("Needs you"),
    DONE("Done");

    private final String word;

    Show(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    boolean lists(RunState state) {
      return switch (this) {
        case ALL -> true;
        case ACTIVE -> !state.isOver();
        case NEEDS_YOU -> state == RunState.INCOMPLETE || state == RunState.FAILED;
        case DONE -> state == RunState.COMPLETE || state == RunState.CANCELLED;
      };
    }
  }

  private final Control control;
  private final Work work;
  private final InstantSource clock;
  private final Notices notices;
  private final ObservableList<RunRow> rows =
      FXCollections.observableArrayList(row -> new Observable[] {row.stateProperty()});
  private final FilteredList<RunRow> listed = new FilteredList<>(rows);
  private final Map<String, RunRow> byId = new HashMap<>();
  private final ObjectProperty<@Nullable RunRow> selected = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.STARTING);
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final StringProperty filter = new SimpleStringProperty("");
  private final ObjectProperty<Show> show = new SimpleObjectProperty<>(Show.ALL);
  private final BooleanProperty frozen = new SimpleBooleanProperty(false);
  private String awaited = "";

  /**
   * @param notices where it is said what was done
   */
  public BackfillsViewModel(Control control, Work work, InstantSource clock, Notices notices) {
    this.notices = notices;
    this.control = control;
    this.work = work;
    this.clock = clock;
    filter.subscribe(this::refilter);
    show.subscribe(this::refilter);
  }

  /** Takes the newest snapshot; rows keep their places, new ones come on top. */
  @SuppressWarnings("ReferenceEquality") // what was not told anew did not change
  public void accept(SystemSnapshot snapshot) {
    if (frozen.get()) {
      return;
    }
    Instant now = clock.instant();
    List<RunRow> fresh = new ArrayList<>();
    for (RunProgress run : snapshot.runs()) {
      RunRow row = byId.get(run.id());
      if (row == null) {
        row = new RunRow(run, now);
        byId.put(run.id(), row);
        fresh.add(row);
      } else if (row.run() != run) {
        row.update(run, now);
      }
    }
    rows.addAll(0, fresh);
    state.set(rows.isEmpty() ? State.NO_RUNS : State.RUNS);
    summary.set(summary(snapshot.runs()));
    RunRow wanted = byId.get(awaited);
    if (wanted != null) {
      awaited = "";
      show.set(Show.ALL);
      filter.set("");
      selected.set(wanted);
    } else if (selected.get() == null && !rows.isEmpty()) {
      selected.set(rows.getFirst());
    }
  }

  /** Selects a run that was just started as soon as a snapshot tells of it. */
  public void await(String run) {
    awaited = run;
    frozen.set(false);
  }

  /** Holds a run after the chunks in flight; can be undone. */
  public void pause(RunRow row) {
    if (row.stateProperty().get() == RunState.RUNNING) {
      command(row.id(), "paused", control::pause, () -> resume(row));
    }
  }

  /** Goes on with a paused run. */
  public void resume(RunRow row) {
    command(row.id(), "resumed", control::resume, null);
  }

  /** Pauses what runs, resumes what is paused. */
  public void pauseOrResume(RunRow row) {
    if (row.stateProperty().get() == RunState.PAUSED) {
      resume(row);
    } else {
      pause(row);
    }
  }

  /** Opens the failed chunks of a run again; can be undone, which stops it again. */
  public void retry(RunRow row) {
    long failed = RunRow.failedChunks(row.run());
    if (failed > 0) {
      boolean over = row.stateProperty().get().isOver();
      command(
          row.id(),
          "tries " + Figures.count(failed, "chunk", "chunks") + " again",
          control::retry,
          over ? () -> cancel(row) : () -> pause(row));
    }
  }

  /** Stops a run after the chunks in flight. */
  public void cancel(RunRow row) {
    command(row.id(), "stops after the chunks in flight, at most 30 s", control::cancel, null);
  }

  private void command(String id, String done, Consumer<String> call, @Nullable Runnable undo) {
    work.start(
        () -> {
          call.accept(id);
          return id;
        },
        any -> notices.done(id + " " + done, undo),
        failure -> notices.failed(id + ": " + failure.getMessage()));
  }

  /** The time of the console's clock. */
  Instant now() {
    return clock.instant();
  }

  /** The runs that pass the filter, newest first. */
  public ObservableList<RunRow> listed() {
    return listed;
  }

  /** How many runs there are in all. */
  public int count() {
    return rows.size();
  }

  /** How many runs a segment would list. */
  public long count(Show which) {
    return rows.stream().filter(row -> which.lists(row.stateProperty().get())).count();
  }

  public ObjectProperty<@Nullable RunRow> selectedProperty() {
    return selected;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** {@code 2 running · 1 paused}. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  public StringProperty filterProperty() {
    return filter;
  }

  public ObjectProperty<Show> showProperty() {
    return show;
  }

  /** Whether the table stands still. */
  public BooleanProperty frozenProperty() {
    return frozen;
  }

  private void refilter() {
    Show which = show.get();
    String typed = filter.get();
    listed.setPredicate(row -> which.lists(row.stateProperty().get()) && row.matches(typed));
  }

  private static String summary(List<RunProgress> runs) {
    Map<RunState, Integer> counts = new EnumMap<>(RunState.class);
    for (RunProgress run : runs) {
      if (!run.state().isOver()) {
        counts.merge(run.state(), 1, Integer::sum);
      }
    }
    List<String> parts = new ArrayList<>();
    for (RunState state : List.of(RunState.RUNNING, RunState.PAUSED, RunState.WAITING)) {
      if (counts.containsKey(state)) {
        parts.add(counts.get(state) + " " + state.label());
      }
    }
    return parts.isEmpty() ? "nothing is running" : String.join(" · ", parts);
  }
}
