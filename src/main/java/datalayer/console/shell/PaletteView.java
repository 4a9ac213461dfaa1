package datalayer.console.shell;

import datalayer.console.theme.Icon;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The palette of commands: type, choose with the arrow keys, Enter. */
@SuppressWarnings("NullAway.Init") // the fields are filled by the FXML
public final class PaletteView {

  private final PaletteViewModel model;
  private final Runnable close;

  @FXML private StackPane icon;
  @FXML private TextField typed;
  @FXML private ScrollPane scroll;
  @FXML private VBox results;

  PaletteView(PaletteViewModel model, Runnable close) {
    this.model = model;
    this.close = close;
  }

  @FXML
  void initialize() {
    icon.getChildren().add(Icon.SEARCH.node(18));
    typed.textProperty().bindBidirectional(model.typedProperty());
    typed.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    model.selectedProperty().subscribe(this::show);
    model.found().subscribe(this::show);
    show();
  }

  Node first() {
    return typed;
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> model.move(1);
      case UP -> model.move(-1);
      case PAGE_DOWN -> model.move(8);
      case PAGE_UP -> model.move(-8);
      case ENTER -> run(model.selectedProperty().get());
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void run(int index) {
    if (index < model.found().size()) {
      Command command = model.found().get(index);
      close.run();
      command.run().run();
    }
  }

  private void show() {
    results.getChildren().clear();
    String group = "";
    int chosen = model.selectedProperty().get();
    for (int i = 0; i < model.found().size(); i++) {
      Command command = model.found().get(i);
      if (!command.group().equals(group)) {
        group = command.group();
        Label heading = new Label(group);
        heading.getStyleClass().add("palette-group");
        results.getChildren().add(heading);
      }
      Node row = row(command, i, i == chosen);
      results.getChildren().add(row);
      if (i == chosen) {
        reveal(row);
      }
    }
    if (model.found().isEmpty()) {
      Label nothing = new Label("Nothing has that name.");
      nothing.getStyleClass().addAll("palette-group", "muted");
      results.getChildren().add(nothing);
    }
  }

  private Node row(Command command, int index, boolean chosen) {
    Label title = new Label(command.title());
    title.getStyleClass().add("palette-title");
    Label detail = new Label(command.detail());
    detail.getStyleClass().add("muted");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox row = new HBox(12, command.icon().node(18), title, detail, space);
    for (String key : (chosen ? "↵" : command.keys()).split(" ", 0)) {
      if (!key.isEmpty()) {
        Label cap = new Label(key);
        cap.getStyleClass().add("kbd");
        row.getChildren().add(cap);
      }
    }
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("palette-row");
    if (chosen) {
      row.getStyleClass().add("chosen");
    }
    row.setOnMouseClicked(event -> run(index));
    return row;
  }

  private void reveal(Node row) {
    scroll.applyCss();
    scroll.layout();
    double room = results.getHeight() - scroll.getViewportBounds().getHeight();
    if (room > 0) {
      double middle = row.getBoundsInParent().getCenterY();
      double half = scroll.getViewportBounds().getHeight() / 2;
      scroll.setVvalue(Math.clamp((middle - half) / room, 0, 1));
    } else {
      scroll.setVvalue(0);
    }
  }
}
