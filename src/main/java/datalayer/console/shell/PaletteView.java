package datalayer.console.shell;

import datalayer.console.theme.Icon;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/** The palette of commands: type, choose with the arrow keys, Enter. */
@SuppressWarnings("NullAway.Init") // the fields are filled by the FXML
public final class PaletteView {

  /** Above and below the lines, together, in pixels: what the style sheet gives the list. */
  private static final double PADDING = 12;

  private static final int JUMPS = 4;

  private final PaletteViewModel model;
  private final Runnable close;

  @FXML private StackPane icon;
  @FXML private TextField typed;
  @FXML private ListView<PaletteLine> results;

  PaletteView(PaletteViewModel model, Runnable close) {
    this.model = model;
    this.close = close;
  }

  @FXML
  void initialize() {
    icon.getChildren().add(Icon.SEARCH.node(18));
    typed.textProperty().bindBidirectional(model.typedProperty());
    typed.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    results.setCellFactory(list -> new PaletteCell(this::run));
    model.found().subscribe(this::show);
    model.selectedProperty().subscribe(this::choose);
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

  /** The list anew; a cell that is there already takes the new line. */
  private void show() {
    List<PaletteLine> lines = PaletteLine.of(model.found());
    results.getItems().setAll(lines);
    results.setPrefHeight(PADDING + top(lines.size()));
    choose();
  }

  private void choose() {
    int chosen = model.selectedProperty().get();
    List<PaletteLine> lines = results.getItems();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).index() == chosen) {
        results.getSelectionModel().clearAndSelect(i);
        reveal(i);
      }
    }
  }

  /**
   * The least move that shows a line, and the heading above it when there is one: {@link
   * ListView#scrollTo} would put it at the top, wherever it came from.
   */
  private void reveal(int line) {
    if (!(results.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
      return;
    }
    // The flow guesses how high lines are that it never showed: a far jump ends near, the next on
    // it.
    double by = 1;
    for (int i = 0; i < JUMPS && Math.abs(by) > 0.5; i++) {
      flow.layout();
      by = missing(flow, line);
      flow.scrollPixels(by);
    }
  }

  /** How many pixels further down, or up when negative, a line is in view. */
  private double missing(VirtualFlow<?> flow, int line) {
    IndexedCell<?> first = flow.getFirstVisibleCell();
    if (first == null) {
      return 0;
    }
    double from = top(first.getIndex()) - first.getLayoutY();
    boolean headed = line > 0 && results.getItems().get(line - 1).command() == null;
    double above = top(headed ? line - 1 : line) - from;
    double below = top(line + 1) - from - flow.getHeight();
    return above < 0 ? above : Math.max(0, below);
  }

  /** Where a line begins, in pixels from the first one's top. */
  private double top(int line) {
    return results.getItems().subList(0, line).stream().mapToDouble(PaletteLine::height).sum();
  }
}
