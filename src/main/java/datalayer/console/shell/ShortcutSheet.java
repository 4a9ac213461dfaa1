package datalayer.console.shell;

import datalayer.console.shell.Screen.Shortcut;
import datalayer.console.theme.Icon;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The keys that work everywhere and on the screen that is shown. */
final class ShortcutSheet extends VBox {

  private final Button close = new Button("", Icon.CLOSE.node(16));

  ShortcutSheet(
      List<Shortcut> everywhere, List<Screen> screens, @Nullable Screen current, Runnable closing) {
    setId("shortcuts");
    getStyleClass().addAll("dialog", "shortcut-sheet");
    close.getStyleClass().add("icon-button");
    close.setAccessibleText("Close");
    close.setOnAction(event -> closing.run());
    Label title = new Label("Keys");
    title.getStyleClass().add("dialog-title");
    HBox head = new HBox(title, space(), close);
    head.getStyleClass().add("dialog-head");
    VBox left = column("Everywhere", withScreens(everywhere, screens));
    HBox columns = new HBox(left);
    if (current != null) {
      columns.getChildren().add(column(current.name(), current.shortcuts()));
    }
    columns.getStyleClass().add("shortcut-columns");
    getChildren().addAll(head, columns);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
  }

  Node first() {
    return close;
  }

  private static List<Shortcut> withScreens(List<Shortcut> everywhere, List<Screen> screens) {
    List<Shortcut> all = new ArrayList<>(everywhere);
    screens.forEach(screen -> all.add(new Shortcut("g " + screen.letter(), screen.name())));
    return all;
  }

  private static VBox column(String heading, List<Shortcut> shortcuts) {
    Label title = new Label(heading);
    title.getStyleClass().add("section");
    VBox column = new VBox(title);
    for (Shortcut shortcut : shortcuts) {
      HBox keys = new HBox();
      keys.getStyleClass().add("shortcut-keys");
      for (String key : shortcut.keys().split(" ", 0)) {
        Label cap = new Label(key);
        cap.getStyleClass().add("kbd");
        keys.getChildren().add(cap);
      }
      HBox row = new HBox(keys, new Label(shortcut.does()));
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("shortcut-row");
      column.getChildren().add(row);
    }
    column.getStyleClass().add("shortcut-column");
    return column;
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }
}
