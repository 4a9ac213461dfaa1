package datalayer.console.backfills;

import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkState;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.console.fx.Figures;
import datalayer.console.fx.Times;
import datalayer.console.theme.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A line of the table of runs. It stays the same object while its run goes on. */
public final class RunRow {

  private final ObjectProperty<RunProgress> run;
  private final ObjectProperty<RunState> state;
  private final DoubleProperty fraction = new SimpleDoubleProperty();
  private final StringProperty percent = new SimpleStringProperty("");
  private final StringProperty time = new SimpleStringProperty("");
  private final StringProperty rate = new SimpleStringProperty("");
  private final StringProperty started = new SimpleStringProperty("");

  RunRow(RunProgress run, Instant now) {
    this.run = new SimpleObjectProperty<>(run);
    state = new SimpleObjectProperty<>(run.state());
    update(run, now);
  }

  void update(RunProgress newest, Instant now) {
    run.set(newest);
    state.set(newest.state());
    double share = share(newest);
    fraction.set(share);
    percent.set(Figures.progress(share));
    time.set(time(newest));
    boolean moves = newest.rowsPerSecond() > 0;
    rate.set(moves ? Figures.count(Math.round(newest.rowsPerSecond())) : Figures.UNKNOWN);
    started.set(Times.shortly(newest.startedAt(), now));
  }

  /** Every chunk may have had its turn and some bars still be missing: that is not whole. */
  private static double share(RunProgress run) {
    boolean lacks = run.state() == RunState.INCOMPLETE && run.rowsPlanned() > 0;
    double rest = lacks ? 1 - (double) run.rowsMissing() / run.rowsPlanned() : 1;
    return Math.min(run.fraction(), lacks ? Math.clamp(rest, 0, 0.9999) : rest);
  }

  public RunProgress run() {
    return run.get();
  }

  public ObjectProperty<RunProgress> runProperty() {
    return run;
  }

  public String id() {
    return run().id();
  }

  public ObjectProperty<RunState> stateProperty() {
    return state;
  }

  /** From 0 to 1. */
  public DoubleProperty fractionProperty() {
    return fraction;
  }

  public StringProperty percentProperty() {
    return percent;
  }

  /** The time left, or how it ended. */
  public StringProperty timeProperty() {
    return time;
  }

  public StringProperty rateProperty() {
    return rate;
  }

  public StringProperty startedProperty() {
    return started;
  }

  /** Whether what was typed into the filter is in the id, the title or the scope. */
  boolean matches(String typed) {
    String text = (id() + " " + run().title() + " " + run().scope()).toLowerCase(Locale.ROOT);
    return text.contains(typed.toLowerCase(Locale.ROOT).trim());
  }

  static Mark mark(RunState state) {
    return switch (state) {
      case WAITING -> Mark.WAITING;
      case RUNNING -> Mark.RUNNING;
      case PAUSED -> Mark.PAUSED;
      case COMPLETE -> Mark.COMPLETE;
      case INCOMPLETE -> Mark.INCOMPLETE;
      case FAILED -> Mark.FAILED;
      case CANCELLED -> Mark.CANCELLED;
    };
  }

  /** The state as a word that begins a line. */
  static String word(RunState state) {
    String label = state.label();
    return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
  }

  static String took(RunProgress run) {
    Instant end = run.finishedAt();
    return end == null ? Figures.UNKNOWN : Figures.elapsed(Duration.between(run.startedAt(), end));
  }

  static String timeLeft(RunProgress run) {
    RunProgress.TimeLeft left = run.timeLeft();
    return left == null ? Figures.UNKNOWN : Figures.range(left.least(), left.most());
  }

  static long failedChunks(RunProgress run) {
    return run.chunks().stream()
        .map(ChunkProgress::state)
        .filter(state -> state == ChunkState.FAILED)
        .count();
  }

  private static String time(RunProgress run) {
    return switch (run.state()) {
      case WAITING -> HeldBy.reason(run);
      case RUNNING -> run.timeLeft() == null ? "estimating" : timeLeft(run);
      case PAUSED -> HeldBy.reason(run);
      case COMPLETE -> "took " + took(run);
      case INCOMPLETE ->
          failedChunks(run) > 0
              ? Figures.count(failedChunks(run), "chunk", "chunks") + " failed"
              : Figures.count(run.rowsMissing(), "bar", "bars") + " missing";
      case FAILED -> "after " + took(run);
      case CANCELLED -> "after " + Figures.count(run.chunksDone(), "chunk", "chunks");
    };
  }
}
