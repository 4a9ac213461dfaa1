package datalayer.console.shell;

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
    found.setAll(
        commands.get().stream()
            .filter(command -> command.matches(text))
            .sorted(Comparator.comparing((Command command) -> !command.begins(text)))
            .limit(MOST)
            .toList());
    List<String> groups = found.stream().map(Command::group).distinct().toList();
    found.sort(Comparator.comparing(command -> groups.indexOf(command.group())));
    selected.set(0);
  }
}
