package datalayer.console.backfills;

import datalayer.console.fx.Names;
import datalayer.console.theme.Icon;
import datalayer.market.Instrument;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.Observable;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/** Instruments as tokens with a field behind them that suggests more while typing. */
final class InstrumentField extends FlowPane {

  private final PlanForm form;
  private final Pane layer;
  private final TextField typed = new TextField();
  private final VBox suggestions = new VBox();
  private List<Instrument> offered = List.of();
  private int chosen;

  /**
   * @param layer over the dialog, where the suggestions are shown
   */
  InstrumentField(PlanForm form, Pane layer) {
    this.form = form;
    this.layer = layer;
    getStyleClass().add("token-field");
    typed.setId("instrumentField");
    typed.getStyleClass().add("token-input");
    typed.setPromptText("Add…");
    suggestions.getStyleClass().add("suggestions");
    suggestions.setVisible(false);
    suggestions.setManaged(false);
    layer.getChildren().add(suggestions);
    typed.textProperty().subscribe(this::suggest);
    typed.focusedProperty().subscribe(focused -> suggest());
    typed.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    form.instruments().addListener((Observable list) -> showTokens());
    setOnMousePressed(event -> typed.requestFocus());
    showTokens();
  }

  Node first() {
    return typed;
  }

  private void showTokens() {
    List<Node> nodes = new ArrayList<>();
    for (Instrument instrument : form.instruments()) {
      nodes.add(token(instrument));
    }
    nodes.add(typed);
    getChildren().setAll(nodes);
  }

  private Node token(Instrument instrument) {
    Label symbol = new Label(instrument.shortSymbol());
    symbol.getStyleClass().add("strong");
    Label where = new Label(Names.venueAndType(instrument));
    where.getStyleClass().add("muted");
    Button remove = new Button("", Icon.CLOSE.node(12));
    remove.getStyleClass().add("token-remove");
    remove.setAccessibleText("Remove " + instrument);
    remove.setOnAction(event -> {
      form.instruments().remove(instrument);
      typed.requestFocus();
    });
    HBox token = new HBox(symbol, where, remove);
    token.setAlignment(Pos.CENTER_LEFT);
    token.getStyleClass().add("token");
    return token;
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN && !offered.isEmpty()) {
      chosen = Math.floorMod(chosen + 1, offered.size());
      showSuggestions();
    } else if (event.getCode() == KeyCode.UP && !offered.isEmpty()) {
      chosen = Math.floorMod(chosen - 1, offered.size());
      showSuggestions();
    } else if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
      take();
    } else if (event.getCode() == KeyCode.ESCAPE && suggestions.isVisible()) {
      hide();
    } else if (event.getCode() == KeyCode.BACK_SPACE
        && typed.getText().isEmpty()
        && !form.instruments().isEmpty()) {
      form.instruments().removeLast();
      typed.requestFocus();
    } else {
      return;
    }
    event.consume();
  }

  private void take() {
    if (suggestions.isVisible() && chosen < offered.size()) {
      add(offered.get(chosen));
    } else if (form.add(typed.getText())) {
      typed.clear();
      typed.requestFocus();
    }
  }

  private void add(Instrument instrument) {
    form.instruments().add(instrument);
    form.typedProblemProperty().set("");
    typed.clear();
    typed.requestFocus();
  }

  private void suggest() {
    offered = typed.isFocused() ? form.suggestions(typed.getText()) : List.of();
    chosen = 0;
    boolean wanted = !typed.getText().isBlank() && !offered.isEmpty();
    form.typedProblemProperty().set("");
    if (wanted) {
      showSuggestions();
    } else {
      hide();
    }
  }

  private void hide() {
    suggestions.setVisible(false);
  }

  private void showSuggestions() {
    suggestions.getChildren().clear();
    for (int i = 0; i < offered.size(); i++) {
      Instrument instrument = offered.get(i);
      Label symbol = new Label(instrument.shortSymbol());
      symbol.getStyleClass().add("strong");
      Label where = new Label(Names.venueAndType(instrument));
      where.getStyleClass().add("muted");
      HBox row = new HBox(8, symbol, where);
      row.getStyleClass().add("suggestion");
      if (i == chosen) {
        row.getStyleClass().add("chosen");
      }
      row.setOnMousePressed(event -> {
        add(instrument);
        event.consume();
      });
      suggestions.getChildren().add(row);
    }
    Bounds field = layer.sceneToLocal(localToScene(getLayoutBounds()));
    suggestions.setVisible(true);
    suggestions.applyCss();
    double height = suggestions.prefHeight(-1);
    suggestions.resizeRelocate(field.getMinX(), field.getMaxY() + 4, field.getWidth(), height);
    suggestions.toFront();
  }
}
