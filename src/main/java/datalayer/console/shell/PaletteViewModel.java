package datalayer.console.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the palette finds for what was typed. */
public final class PaletteViewModel {

  private static final int MOST = 60;
  private static final int MOST_BEST = 4;
  private static final String BEST = "Best match";

  private final Supplier<List<Command>> commands;
  private final StringProperty typed = new SimpleStringProperty("");
  private final ObservableList<Command> found = FXCollections.observableArrayList();
  private final IntegerProperty selected = new SimpleIntegerProperty(0);

  /**
   * @param commands asked anew at each key
   */
  public PaletteViewModel(Supplier<List<Command>> commands) {
    this.commands = commands;
    typed.subscribe(this::find);
  }

  public StringProperty typedProperty() {
    return typed;
  }

  /** The commands that match; those of a group stand together. */
  public ObservableList<Command> found() {
    return found;
  }

  public IntegerProperty selectedProperty() {
    return selected;
  }

  /** Moves the choice down or, when negative, up; it goes round at the ends. */
  public void move(int by) {
    if (!found.isEmpty()) {
      selected.set(Math.floorMod(selected.get() + by, found.size()));
    }
  }

  private void find(String text) {
    List<Command> all = commands.get();
    if (text.isBlank()) {
      found.setAll(grouped(all.stream().limit(MOST).toList()));
    } else {
      List<Scored> matching =
          all.stream()
              .map(command -> new Scored(command, command.score(text)))
              .filter(one -> one.score() >= 0)
              .sorted(Comparator.comparingInt(Scored::score).reversed())
              .limit(MOST)
              .toList();
      int best = matching.isEmpty() ? 0 : matching.getFirst().score();
      long ties = matching.stream().filter(one -> one.score() == best).count();
      int above = (int) Math.min(ties, MOST_BEST);
      List<Command> shown = new ArrayList<>();
      matching.subList(0, above).forEach(one -> shown.add(one.command().under(BEST)));
      matching.subList(above, matching.size()).forEach(one -> shown.add(one.command()));
      found.setAll(grouped(shown));
    }
    selected.set(0);
  }

  /** Those of a group together, groups in the order of their first. */
  private static List<Command> grouped(List<Command> shown) {
    List<String> groups = shown.stream().map(Command::group).distinct().toList();
    return shown.stream()
        .sorted(Comparator.comparingInt(command -> groups.indexOf(command.group())))
        .toList();
  }

  private record Scored(Command command, int score) {}
}
