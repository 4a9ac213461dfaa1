package datalayer.console.shell;

import datalayer.console.fx.Figures;
import datalayer.console.fx.Settings;
import datalayer.console.fx.Times;
import datalayer.console.theme.Mark;
import datalayer.console.theme.Theme;
import datalayer.control.SystemSnapshot;
import datalayer.control.SystemSnapshot.ClickHouseState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The status line and the theme. */
public final class ShellViewModel {

  static final String THEME_KEY = "theme";

  /** Older than this, what is shown must not look healthy. */
  private static final Duration STALE_AFTER = Duration.ofSeconds(3);

  private final InstantSource clock;
  private final Settings settings;
  private final ObjectProperty<Theme> theme;
  private final ReadOnlyStringWrapper time = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper date = new ReadOnlyStringWrapper("");
  private final ObjectProperty<Mark> storeMark = new SimpleObjectProperty<>(Mark.WAITING);
  private final StringProperty storeName = new SimpleStringProperty("ClickHouse");
  private final StringProperty storeDetail = new SimpleStringProperty("");
  private final StringProperty rate = new SimpleStringProperty("");
  private final StringProperty age = new SimpleStringProperty("");
  private final BooleanProperty stale = new SimpleBooleanProperty(false);
  private final StringProperty banner = new SimpleStringProperty("");
  private final ObservableList<Connection> connections = FXCollections.observableArrayList();
  private final BooleanBinding quiet = Bindings.isEmpty(connections);
  private final ObjectProperty<@Nullable Budget> budget = new SimpleObjectProperty<>();
  private @Nullable SystemSnapshot newest;

  public ShellViewModel(InstantSource clock, Settings settings) {
    this.clock = clock;
    this.settings = settings;
    theme = new SimpleObjectProperty<>(Theme.parse(settings.read(THEME_KEY, Theme.DARK.label())));
    tick();
  }

  public ReadOnlyObjectProperty<Theme> themeProperty() {
    return theme;
  }

  /** The other theme, remembered. */
  public void switchTheme() {
    theme.set(theme.get().other());
    settings.write(THEME_KEY, theme.get().label());
  }

  /** Takes the newest snapshot. */
  public void accept(SystemSnapshot snapshot) {
    newest = snapshot;
    ClickHouseState store = snapshot.clickHouse();
    boolean well = store.trouble().isEmpty();
    storeName.set("ClickHouse " + store.name());
    storeDetail.set(well ? figures(store) : store.trouble());
    rate.set(Figures.count(Math.round(snapshot.rowsPerSecond())) + "\u00a0rows/s");
    snapshot.venues().stream()
        .filter(venue -> venue.limit() > 0)
        .map(venue -> new Budget(venue.name(), venue.used(), venue.limit()))
        .max(Comparator.comparingDouble(Budget::share))
        .filter(tightest -> !tightest.equals(budget.get()))
        .ifPresent(budget::set);
    tick();
    storeMark.set(stale.get() ? Mark.STALE : well ? Mark.COMPLETE : Mark.WARNING);
  }

  /** Lets the clock and every age go on, also when nothing comes. */
  public void tick() {
    Instant now = clock.instant();
    time.set(Times.clock(now) + " UTC");
    date.set(Times.weekdayAndDate(now));
    SystemSnapshot newest = this.newest;
    if (newest == null) {
      return;
    }
    Duration old = Duration.between(newest.at(), now);
    stale.set(old.compareTo(STALE_AFTER) > 0);
    if (stale.get()) {
      storeMark.set(Mark.STALE);
      age.set("as of " + Times.clock(newest.at()));
      banner.set(
          "Showing %s. The system has told nothing for %s; asking again ten times a second."
              .formatted(Times.clock(newest.at()), Figures.age(old)));
    } else {
      age.set("");
      banner.set("");
    }
    showConnections(newest, now);
  }

  private void showConnections(SystemSnapshot snapshot, Instant now) {
    List<Connection> shown =
        snapshot.streams().stream()
            .map(stream -> Connection.of(stream, snapshot.at(), now, stale.get()))
            .toList();
    if (!connections.equals(shown)) {
      connections.setAll(shown);
    }
  }

  public ReadOnlyStringProperty timeProperty() {
    return time.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty dateProperty() {
    return date.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Mark> storeMarkProperty() {
    return storeMark;
  }

  public StringProperty storeNameProperty() {
    return storeName;
  }

  public StringProperty storeDetailProperty() {
    return storeDetail;
  }

  public StringProperty rateProperty() {
    return rate;
  }

  /** Live streams with the age of their data; empty while nothing streams. */
  public ObservableList<Connection> connections() {
    return connections;
  }

  /** The tightest allowance for requests; null while none is known. */
  public ObjectProperty<@Nullable Budget> budgetProperty() {
    return budget;
  }

  /** Whether little stands on the status line, so that the date has room in any window. */
  BooleanBinding quietProperty() {
    return quiet;
  }

  /** When the figures are from; empty while they are fresh. */
  public StringProperty ageProperty() {
    return age;
  }

  public ReadOnlyBooleanProperty staleProperty() {
    return stale;
  }

  /** What stands under the top bar while nothing comes; empty when all is well. */
  public StringProperty bannerProperty() {
    return banner;
  }

  private static String figures(ClickHouseState store) {
    Duration latency = store.latency();
    String ping = latency == null ? Figures.UNKNOWN : latency.toMillis() + "\u00a0ms";
    return store.bytes() < 0 ? ping : ping + " · " + Figures.bytes(store.bytes());
  }
}
