package datalayer.console.coverage;

import datalayer.backfill.RunProgress;
import datalayer.console.fx.SeriesOrder;
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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Which series are shown, what is known of them, and the texts around the heatmap. */
public final class CoverageViewModel {

  /** What the screen has to show. */
  public enum State {
    STARTING,
    NO_SERIES,
    READY,
    FAILED
  }

  private static final Duration SHORTEST_REFRESH = Duration.ofSeconds(2);
  private static final Duration LONGEST_REFRESH = Duration.ofSeconds(30);

  /** Those of a venue and market stand together; the sort is stable. */
  private static final Comparator<Series> TOGETHER =
      Comparator.comparing((Series series) -> series.instrument().venue().label())
          .thenComparing(series -> series.instrument().type());

  private final Control control;
  private final Work work;
  private final InstantSource clock;
  private final CoverageReader reader;
  private final HeatmapViewport viewport = new HeatmapViewport(this::moved);
  private final HeatmapCursor cursor;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.STARTING);
  private final ReadOnlyObjectWrapper<Rows> rows = new ReadOnlyObjectWrapper<>(Rows.NONE);
  private final ObjectProperty<Timeframe> timeframe = new SimpleObjectProperty<>(Timeframe.M1);
  private final StringProperty filter = new SimpleStringProperty("");
  private final BooleanProperty onlyProblems = new SimpleBooleanProperty(false);
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper listed = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper refreshed = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final LongProperty revision = new SimpleLongProperty();
  private final Map<String, Long> landed = new HashMap<>();
  private List<Series> series = List.of();
  private @Nullable Instant readAt;
  private @Nullable Instant listedAt;
  private boolean wanted;
  private boolean listing;

  public CoverageViewModel(
      Control control, Work work, InstantSource clock, PlanCardViewModel card) {
    this.control = control;
    this.work = work;
    this.clock = clock;
    reader = new CoverageReader(control, work, clock, this::answered);
    cursor = new HeatmapCursor(this, card, clock);
    timeframe.subscribe(this::chosen);
    filter.subscribe(this::refilter);
    onlyProblems.subscribe(this::refilter);
  }

  /** Somebody looks, or is about to: begins to read. */
  public void prepare() {
    if (!wanted) {
      wanted = true;
      list();
    }
  }

  /** Reads again what could not be read. */
  public void retry() {
    state.set(State.STARTING);
    list();
  }

  /** Takes note of what landed; series that grew are read again, not more often than helps. */
  public void accept(SystemSnapshot snapshot) {
    Instant now = clock.instant();
    tick(now);
    if (landed.isEmpty()) {
      note(snapshot);
    }
    Instant last = listedAt;
    if (!wanted || listing || last == null || reader.busy()) {
      return;
    }
    Duration age = Duration.between(last, now);
    boolean grew =
        snapshot.runs().stream()
            .anyMatch(run -> landed.getOrDefault(run.id(), 0L) != run.rowsLanded());
    if (age.compareTo(LONGEST_REFRESH) > 0 || (grew && age.compareTo(SHORTEST_REFRESH) > 0)) {
      note(snapshot);
      list();
    }
  }

  private void note(SystemSnapshot snapshot) {
    for (RunProgress run : snapshot.runs()) {
      landed.put(run.id(), run.rowsLanded());
    }
  }

  /** Shows one series, at its newest problem. */
  public void open(Series wantedSeries) {
    filter.set("");
    onlyProblems.set(false);
    timeframe.set(wantedSeries.timeframe());
    cursor.await(wantedSeries);
  }

  public HeatmapViewport viewport() {
    return viewport;
  }

  public HeatmapCursor cursor() {
    return cursor;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Rows> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  public Rows rows() {
    return rows.get();
  }

  /** Counts up whenever the picture would be another. */
  public ReadOnlyLongProperty revisionProperty() {
    return revision;
  }

  public ObjectProperty<Timeframe> timeframeProperty() {
    return timeframe;
  }

  /** Whether a series of this timeframe holds bars. */
  public boolean has(Timeframe wantedTimeframe) {
    return series.stream().anyMatch(one -> one.timeframe() == wantedTimeframe);
  }

  public StringProperty filterProperty() {
    return filter;
  }

  public BooleanProperty onlyProblemsProperty() {
    return onlyProblems;
  }

  /** {@code 24 series · 8 Aug to 19 Nov 2026 · 97.51 % of expected series-days complete}. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** {@code 24 of 24}. */
  public ReadOnlyStringProperty listedProperty() {
    return listed.getReadOnlyProperty();
  }

  /** {@code Refreshed 3 s ago}. */
  public ReadOnlyStringProperty refreshedProperty() {
    return refreshed.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What is known of a series, or null while nothing is. */
  public @Nullable SeriesCoverage of(Series one) {
    return reader.of(one);
  }

  /** Why a series could not be read, or null. */
  @Nullable String problem(Series one) {
    return reader.problem(one);
  }

  /** Whether everything that is wanted was read. */
  public boolean settled() {
    return state.get() != State.STARTING && !listing && !reader.busy();
  }

  private void list() {
    listing = true;
    work.start(
        () -> Listing.read(control),
        found -> {
          reader.asked(found.asked());
          listing = false;
          listedAt = clock.instant();
          series = found.series();
          problem.set("");
          chosen();
        },
        failure -> {
          listing = false;
          listedAt = clock.instant();
          String message = failure.getMessage();
          problem.set(message == null ? failure.toString() : message);
          if (series.isEmpty()) {
            state.set(State.FAILED);
          }
        });
  }

  private void chosen() {
    if (!series.isEmpty() && !has(timeframe.get())) {
      timeframe.set(series.getFirst().timeframe());
      return;
    }
    if (wanted && !listing) {
      state.set(series.isEmpty() ? State.NO_SERIES : State.READY);
      refilter();
      lookAt();
      reader.want(ofTimeframe());
    }
  }

  private List<Series> ofTimeframe() {
    return series.stream().filter(one -> one.timeframe() == timeframe.get()).toList();
  }

  private void answered() {
    readAt = clock.instant();
    if (onlyProblems.get()) {
      refilter();
    }
    Instant oldest =
        reader.all().stream()
            .filter(one -> !one.range().isEmpty())
            .map(one -> one.range().from())
            .min(Comparator.naturalOrder())
            .orElse(clock.instant());
    viewport.extent(oldest, clock.instant());
    List<SeriesCoverage> known =
        ofTimeframe().stream().map(reader::of).filter(Objects::nonNull).toList();
    summary.set(CoverageText.summary(ofTimeframe().size(), known, oldest, clock.instant()));
    cursor.refresh();
    tick(clock.instant());
    moved();
  }

  private void refilter() {
    List<Series> all = ofTimeframe();
    String[] words = filter.get().toLowerCase(Locale.ROOT).trim().split("\\s+");
    List<Series> shown = all.stream().filter(one -> passes(one, words)).toList();
    if (!shown.equals(rows.get().series())) {
      cursor.clear();
      rows.set(Rows.of(shown));
      viewport.rowsHeight(rows.get().height());
    }
    listed.set("%d of %d".formatted(shown.size(), all.size()));
    moved();
  }

  private boolean passes(Series one, String[] words) {
    String name = one.toString().toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (!name.contains(word)) {
        return false;
      }
    }
    SeriesCoverage known = reader.of(one);
    return !onlyProblems.get() || (known != null && known.hasProblem());
  }

  private void tick(Instant now) {
    refreshed.set(CoverageText.refreshed(readAt, now));
  }

  private void moved() {
    lookAt();
    revision.set(revision.get() + 1);
  }

  private void lookAt() {
    Rows now = rows.get();
    int from = now.firstBelow(viewport.scrollY());
    int to = Math.min(now.count(), now.firstBelow(viewport.scrollY() + viewport.height()) + 1);
    reader.inView(now.series().subList(Math.min(from, to), to));
  }

  /** Every series that holds bars or was ever asked for. */
  private record Listing(List<Series> series, Map<Series, TimeRange> asked) {

    static Listing read(Control control) {
      Map<Series, TimeRange> asked = control.asked();
      Set<Series> all = new LinkedHashSet<>(control.series());
      all.addAll(asked.keySet());
      List<Series> sorted = SeriesOrder.sorted(control, all).stream().sorted(TOGETHER).toList();
      return new Listing(sorted, asked);
    }
  }
}
