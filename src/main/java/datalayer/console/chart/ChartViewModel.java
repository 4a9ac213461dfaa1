package datalayer.console.chart;

import datalayer.console.fx.SeriesOrder;
import datalayer.console.fx.Settings;
import datalayer.console.fx.Times;
import datalayer.console.fx.Work;
import datalayer.console.plan.PlanCardViewModel;
import datalayer.control.Control;
import datalayer.control.SystemSnapshot;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The chart without its pixels: which series, its data, the view, the texts. */
public final class ChartViewModel {

  /** What the chart has to show. */
  public enum State {
    /** Which series there are is not known yet. */
    STARTING,
    /** Nothing holds a bar. */
    NO_BARS,
    LOADING,
    READY,
    FAILED
  }

  static final String SERIES_KEY = "chart.series";
  private static final Duration SHORTEST_REFRESH = Duration.ofSeconds(2);

  private final Control control;
  private final Work work;
  private final Settings settings;
  private final InstantSource clock;
  private final Viewport viewport = new Viewport();
  private final ObservableList<Series> choices = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.STARTING);
  private final ReadOnlyObjectWrapper<@Nullable Series> series = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ChartData> data = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Legend> legend = new ReadOnlyObjectWrapper<>(Legend.NOTHING);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper onItsWay = new ReadOnlyStringWrapper("");
  private final LandedRows landed = new LandedRows();
  private final LiveSeries live;
  private final GapRepairs repairs;
  private @Nullable TimeRange awaited;
  private Work.Started reading = Work.Started.NOTHING;
  private Instant nextList = Instant.MIN;
  private Instant nextRead = Instant.MIN;
  private @Nullable SystemSnapshot newest;
  private boolean listing;
  private boolean refreshing;

  /**
   * @param card shows the plan that closes a gap
   */
  public ChartViewModel(
      Control control, Work work, Settings settings, InstantSource clock, PlanCardViewModel card) {
    this.control = control;
    this.work = work;
    this.settings = settings;
    this.clock = clock;
    live = new LiveSeries(control, work, clock);
    repairs = new GapRepairs(card, data.getReadOnlyProperty(), viewport);
    viewport.cursorProperty().subscribe(this::describe);
    list();
  }

  public Viewport viewport() {
    return viewport;
  }

  /** Every series that holds bars, as configured, the shortest timeframe first. */
  public ObservableList<Series> choices() {
    return choices;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Series> seriesProperty() {
    return series.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable ChartData> dataProperty() {
    return data.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Legend> legendProperty() {
    return legend.getReadOnlyProperty();
  }

  /** What streams of the series that is shown. */
  public LiveSeries live() {
    return live;
  }

  /** The time of the console's clock. */
  Instant now() {
    return clock.instant();
  }

  /** What the gaps lead to. */
  public GapRepairs repairs() {
    return repairs;
  }

  /** Shows a series, and a stretch of it. */
  public void open(Series wanted, TimeRange stretch) {
    ChartData shown = data.get();
    if (wanted.equals(series.get()) && shown != null) {
      viewport.goTo(stretch);
    } else {
      open(wanted);
      awaited = stretch;
    }
  }

  /** What went wrong, when the state is FAILED. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What lands while no series holds a bar yet, in a sentence; empty when nothing does. */
  public ReadOnlyStringProperty onItsWayProperty() {
    return onItsWay.getReadOnlyProperty();
  }

  /** Shows a series from its newest bars. */
  public void open(Series wanted) {
    repairs.card().hide();
    awaited = null;
    settings.write(SERIES_KEY, wanted.toString());
    series.set(wanted);
    live.watch(wanted);
    landed.begin(newest, wanted);
    data.set(null);
    viewport.show(null, true);
    legend.set(Legend.NOTHING);
    state.set(State.LOADING);
    read(() -> ChartData.read(control, wanted, clock.instant()), true);
  }

  /** Reads again what could not be read. */
  public void retry() {
    Series wanted = series.get();
    if (wanted == null) {
      list();
    } else {
      open(wanted);
    }
  }

  /** Gives up reading. */
  public void stop() {
    reading.stop();
    refreshing = false;
    problem.set("Reading was stopped. Nothing is lost.");
    state.set(State.FAILED);
  }

  /** Whether the instrument has bars of this timeframe. */
  public boolean has(Timeframe timeframe) {
    return sibling(timeframe).isPresent();
  }

  /** Shows the same instrument in another timeframe, around the same time. */
  public void open(Timeframe timeframe) {
    sibling(timeframe).filter(other -> !other.equals(series.get())).ifPresent(this::open);
  }

  /**
   * Goes to a time that was typed.
   *
   * @throws IllegalArgumentException saying how to write it
   */
  public void goTo(String typed) {
    viewport.goTo(Times.parse(typed).toEpochMilli());
  }

  /** Takes note of what landed: a series that grew is read again, not more often than it can be. */
  public void accept(SystemSnapshot snapshot) {
    newest = snapshot;
    onItsWay.set(choices.isEmpty() ? LandedRows.onItsWay(snapshot) : "");
    live.accept(snapshot);
    Instant now = clock.instant();
    boolean mayList = !listing && !now.isBefore(nextList);
    if (mayList && (landed.grew(snapshot) || isFirstAwaited(snapshot))) {
      nextList = now.plus(SHORTEST_REFRESH);
      list();
    }
    Series shown = series.get();
    ChartData held = data.get();
    boolean mayRead = state.get() == State.READY && !refreshing && !now.isBefore(nextRead);
    if (shown == null || held == null || !mayRead) {
      return;
    }
    if (landed.grew(snapshot, shown)) {
      read(() -> ChartData.read(control, shown, clock.instant()), false);
    } else if (live.hasMoreThan(held.extent().to())) {
      read(() -> held.readOn(control, clock.instant()), false);
    }
  }

  /** Whether the first bars of all may come by a stream, which no run tells of. */
  private boolean isFirstAwaited(SystemSnapshot snapshot) {
    return choices.isEmpty() && !snapshot.streams().isEmpty();
  }

  private void list() {
    listing = true;
    work.start(() -> SeriesOrder.read(control), this::listed, this::notListed);
  }

  private void listed(List<Series> sorted) {
    listing = false;
    if (!choices.equals(sorted)) {
      choices.setAll(sorted);
    }
    if (series.get() != null) {
      return;
    }
    if (sorted.isEmpty()) {
      state.set(State.NO_BARS);
    } else {
      String remembered = settings.read(SERIES_KEY, "");
      open(
          sorted.stream()
              .filter(one -> one.toString().equals(remembered))
              .findFirst()
              .orElse(sorted.getFirst()));
    }
  }

  private void notListed(Exception failure) {
    listing = false;
    if (series.get() == null) {
      fail(failure);
    }
  }

  private void read(Callable<Optional<ChartData>> reader, boolean anew) {
    reading.stop();
    refreshing = true;
    Instant began = clock.instant();
    reading =
        work.start(
            reader,
            found -> show(found, anew, began),
            failure -> {
              refreshing = false;
              if (anew) {
                fail(failure);
              }
            });
  }

  private void show(Optional<ChartData> found, boolean anew, Instant began) {
    refreshing = false;
    // at most a fifth of the time goes into reading again
    Duration pause = Duration.between(began, clock.instant()).multipliedBy(4);
    nextRead =
        clock.instant().plus(pause.compareTo(SHORTEST_REFRESH) > 0 ? pause : SHORTEST_REFRESH);
    if (found.isEmpty()) {
      series.set(null);
      live.watch(null);
      state.set(State.NO_BARS);
      return;
    }
    viewport.show(found.get(), anew);
    data.set(found.get());
    state.set(State.READY);
    TimeRange stretch = awaited;
    if (stretch != null) {
      awaited = null;
      viewport.goTo(stretch);
    }
    describe();
  }

  private void describe() {
    ChartData shown = data.get();
    legend.set(shown == null ? Legend.NOTHING : Legend.of(shown, viewport.cursorProperty().get()));
  }

  private void fail(Exception failure) {
    String message = failure.getMessage();
    problem.set(message == null ? failure.toString() : message);
    state.set(State.FAILED);
  }

  private Optional<Series> sibling(Timeframe timeframe) {
    Series shown = series.get();
    return choices.stream()
        .filter(one -> shown != null && one.instrument().equals(shown.instrument()))
        .filter(one -> one.timeframe() == timeframe)
        .min(Comparator.comparing(Series::toString));
  }
}
