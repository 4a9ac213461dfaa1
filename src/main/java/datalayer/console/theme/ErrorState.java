package datalayer.console.theme;

import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Something failed, told where it was wanted: what, why, and what can be done. */
public final class ErrorState extends VBox {

  private final Label title = new Label();
  private final Label message = new Label();
  private final Button button = new Button();

  public ErrorState() {
    getStyleClass().add("error-state");
    title.getStyleClass().add("error-title");
    title.setGraphic(new GlyphView(Mark.FAILED));
    message.getStyleClass().add("error-message");
    message.setWrapText(true);
    message.setMinHeight(Region.USE_PREF_SIZE);
    button.managedProperty().bind(button.visibleProperty());
    button.visibleProperty().bind(button.textProperty().isNotEmpty());
    HBox buttons = new HBox(button);
    buttons.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(title, message, buttons);
  }

  public Button button() {
    return button;
  }

  public String getTitle() {
    return title.getText();
  }

  public void setTitle(String value) {
    title.setText(value);
  }

  public String getAction() {
    return button.getText();
  }

  public void setAction(String value) {
    button.setText(value);
  }

  public StringProperty messageProperty() {
    return message.textProperty();
  }
}
