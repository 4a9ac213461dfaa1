package datalayer.console.shell;

import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Mark;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Under the top bar while nothing new comes: what is shown, since when, and what is tried. */
final class Banner extends HBox {

  Banner(ShellViewModel model) {
    getStyleClass().add("banner");
    Label text = new Label();
    text.getStyleClass().add("banner-text");
    text.textProperty().bind(model.bannerProperty());
    getChildren().addAll(new GlyphView(Mark.LATE), text);
    visibleProperty().bind(model.bannerProperty().isNotEmpty());
    managedProperty().bind(visibleProperty());
  }
}
