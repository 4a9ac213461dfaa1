package datalayer.console.shell;

import datalayer.console.theme.IconView;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Draws a line of the palette; the chosen one shows Enter instead of its own keys. */
final class PaletteCell extends ListCell<PaletteLine> {

  private final Label heading = new Label();
  private final IconView icon = new IconView();
  private final Label title = new Label();
  private final Label detail = new Label();
  private final HBox keys = new HBox(12);
  private final HBox row = new HBox(12);

  /**
   * @param run takes the index of the command that was clicked
   */
  PaletteCell(IntConsumer run) {
    heading.getStyleClass().add("palette-group");
    icon.setSize(18);
    title.getStyleClass().add("palette-title");
    detail.getStyleClass().add("muted");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    keys.setAlignment(Pos.CENTER);
    keys.setMinWidth(Region.USE_PREF_SIZE);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("palette-row");
    row.getChildren().addAll(icon, title, detail, space, keys);
    // a press would take the focus out of the field
    addEventFilter(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
    row.setOnMouseClicked(event -> {
      PaletteLine line = getItem();
      if (line != null) {
        run.accept(line.index());
      }
    });
    selectedProperty().subscribe(this::showKeys);
  }

  @Override
  protected void updateItem(@Nullable PaletteLine line, boolean empty) {
    super.updateItem(line, empty);
    if (line == null) {
      setGraphic(null);
      return;
    }
    setPrefHeight(line.height());
    Command command = line.command();
    if (command == null) {
      heading.setText(line.heading());
      setAccessibleText(line.heading());
      setGraphic(heading);
      return;
    }
    if (icon.getIcon() != command.icon()) {
      icon.setIcon(command.icon());
    }
    title.setText(command.title());
    detail.setText(command.detail());
    setAccessibleText((command.title() + " " + command.detail()).trim());
    setGraphic(row);
    showKeys();
  }

  private void showKeys() {
    PaletteLine line = getItem();
    Command command = line == null ? null : line.command();
    if (command == null) {
      return;
    }
    keys.getChildren().clear();
    for (String key : (isSelected() ? "↵" : command.keys()).split(" ", 0)) {
      if (!key.isEmpty()) {
        Label cap = new Label(key);
        cap.getStyleClass().add("kbd");
        keys.getChildren().add(cap);
      }
    }
  }
}
