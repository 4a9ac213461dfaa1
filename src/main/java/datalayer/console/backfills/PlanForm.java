package datalayer.console.backfills;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.console.fx.Times;
import datalayer.market.Gap;
import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The question of the plan dialog: its fields, and what is wrong with them. */
public final class PlanForm {

  static final int MOST_LANES = 32;
  private static final int OFFERED = 8;

  private final Runnable edited;
  private final ObservableList<Instrument> instruments = FXCollections.observableArrayList();
  private final Map<Timeframe, BooleanProperty> timeframes = new EnumMap<>(Timeframe.class);
  private final StringProperty from = new SimpleStringProperty("");
  private final StringProperty to = new SimpleStringProperty("");
  private final StringProperty fromProblem = new SimpleStringProperty("");
  private final StringProperty toProblem = new SimpleStringProperty("");
  private final StringProperty typedProblem = new SimpleStringProperty("");
  private final ObjectProperty<Load> load = new SimpleObjectProperty<>(Load.MISSING);
  private final IntegerProperty lanes = new SimpleIntegerProperty(4);
  private List<Instrument> known = List.of();
  private String title = "";
  private boolean filling;

  PlanForm(Runnable edited) {
    this.edited = () -> changed(edited);
    for (Timeframe timeframe : Timeframe.values()) {
      BooleanProperty chosen = new SimpleBooleanProperty(timeframe == Timeframe.M1);
      chosen.addListener((observed, before, now) -> this.edited.run());
      timeframes.put(timeframe, chosen);
    }
    instruments.addListener((Observable list) -> {
      title = filling ? title : "";
      this.edited.run();
    });
    from.addListener((observed, before, now) -> this.edited.run());
    to.addListener((observed, before, now) -> this.edited.run());
    load.addListener((observed, before, now) -> this.edited.run());
    lanes.addListener((observed, before, now) -> this.edited.run());
  }

  /** Fills the form with what closes a gap. */
  void ask(Gap gap) {
    String what = gap.series().instrument().shortSymbol() + " " + gap.series().timeframe();
    ask(
        new BackfillRequest(
            "Repair " + what,
            List.of(gap.series().instrument()),
            List.of(gap.series().timeframe()),
            gap.range(),
            Load.MISSING,
            lanes.get()));
  }

  /** Fills the form with what another surface asked before. */
  void ask(BackfillRequest request) {
    filling = true;
    instruments.setAll(request.instruments());
    timeframes.forEach((timeframe, chosen) -> chosen.set(request.timeframes().contains(timeframe)));
    from.set(Times.input(request.range().from()));
    to.set(Times.input(request.range().to()));
    load.set(request.load());
    title = request.title();
    filling = false;
    edited.run();
  }

  void offer(List<Instrument> instrumentsThereAre) {
    known = instrumentsThereAre;
  }

  /**
   * Adds what was typed: a full name, or a symbol that one known instrument has.
   *
   * @return whether it was understood; if not, {@link #typedProblemProperty} says why
   */
  public boolean add(String typed) {
    String text = typed.trim();
    if (text.isEmpty()) {
      return false;
    }
    try {
      Instrument instrument = parse(text);
      if (!instruments.contains(instrument)) {
        instruments.add(instrument);
      }
      typedProblem.set("");
      return true;
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      typedProblem.set(message == null ? "" : message);
      return false;
    }
  }

  /** Known instruments that are not chosen yet and have every word that was typed. */
  public List<Instrument> suggestions(String typed) {
    String[] words = typed.toLowerCase(Locale.ROOT).trim().split("[\\s:]+", 0);
    List<Instrument> found = new ArrayList<>();
    for (Instrument instrument : known) {
      String name = instrument.toString().toLowerCase(Locale.ROOT);
      boolean all = true;
      for (String word : words) {
        all &= name.contains(word);
      }
      if (all && !instruments.contains(instrument) && found.size() < OFFERED) {
        found.add(instrument);
      }
    }
    return found;
  }

  /** What the form asks for; empty while something in it is missing or wrong. */
  Optional<BackfillRequest> request() {
    Instant start = read(from, fromProblem);
    Instant end = read(to, toProblem);
    if (start != null && end != null && !start.isBefore(end)) {
      toProblem.set("It has to be after the start.");
      return Optional.empty();
    }
    List<Timeframe> chosen = chosenTimeframes();
    if (start == null || end == null || chosen.isEmpty() || instruments.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BackfillRequest(
            title(chosen),
            instruments,
            chosen,
            new TimeRange(start, end),
            load.get(),
            lanes.get()));
  }

  public ObservableList<Instrument> instruments() {
    return instruments;
  }

  public BooleanProperty chosenProperty(Timeframe timeframe) {
    BooleanProperty chosen = timeframes.get(timeframe);
    if (chosen == null) {
      throw new IllegalArgumentException("no field for " + timeframe);
    }
    return chosen;
  }

  public StringProperty fromProperty() {
    return from;
  }

  public StringProperty toProperty() {
    return to;
  }

  /** Empty when the field can be read, or holds nothing yet. */
  public StringProperty fromProblemProperty() {
    return fromProblem;
  }

  public StringProperty toProblemProperty() {
    return toProblem;
  }

  public StringProperty typedProblemProperty() {
    return typedProblem;
  }

  public ObjectProperty<Load> loadProperty() {
    return load;
  }

  public IntegerProperty lanesProperty() {
    return lanes;
  }

  List<Timeframe> chosenTimeframes() {
    return timeframes.entrySet().stream()
        .filter(entry -> entry.getValue().get())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void changed(Runnable then) {
    if (!filling) {
      then.run();
    }
  }

  private Instrument parse(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length == 3) {
      return Instrument.parse(Venue.parse(parts[0]), parts[1], parts[2]);
    }
    List<Instrument> named =
        known.stream().filter(one -> one.symbol().equalsIgnoreCase(text)).toList();
    if (named.size() > 1) {
      throw new IllegalArgumentException(
          "Several venues list %s. Write it like %s.".formatted(text, named.getFirst()));
    }
    return named.isEmpty()
        ? Instrument.parse(Venue.BINANCE, MarketType.SPOT.label(), text.toUpperCase(Locale.ROOT))
        : named.getFirst();
  }

  private String title(List<Timeframe> chosen) {
    if (!title.isEmpty()) {
      return title;
    }
    String what =
        instruments.size() > 2
            ? instruments.size() + " instruments"
            : instruments.stream().map(Instrument::shortSymbol).collect(Collectors.joining(", "));
    return what + ", " + chosen.stream().map(Timeframe::label).collect(Collectors.joining(" and "));
  }

  private static @Nullable Instant read(StringProperty field, StringProperty problem) {
    problem.set("");
    if (field.get().isBlank()) {
      return null;
    }
    try {
      return Times.parse(field.get());
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      problem.set(message == null ? "" : message);
      return null;
    }
  }
}
