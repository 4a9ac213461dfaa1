package datalayer.console.theme;

import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Nothing here yet: an icon, a title, one sentence and one button. */
public final class EmptyState extends VBox {

  private final IconView icon = new IconView();
  private final Label title = new Label();
  private final Label sentence = new Label();
  private final Button button = new Button();

  public EmptyState() {
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    icon.setSize(28);
    title.getStyleClass().add("empty-title");
    sentence.getStyleClass().add("empty-sentence");
    sentence.setWrapText(true);
    button.getStyleClass().add("accent");
    button.managedProperty().bind(button.visibleProperty());
    button.visibleProperty().bind(button.textProperty().isNotEmpty());
    getChildren().addAll(icon, title, sentence, button);
  }

  /** The one thing to do about it. */
  public Button button() {
    return button;
  }

  public Icon getIcon() {
    return icon.getIcon();
  }

  public void setIcon(Icon value) {
    icon.setIcon(value);
  }

  public String getTitle() {
    return title.getText();
  }

  public void setTitle(String value) {
    title.setText(value);
  }

  public String getSentence() {
    return sentence.getText();
  }

  public void setSentence(String value) {
    sentence.setText(value);
  }

  public String getAction() {
    return button.getText();
  }

  public void setAction(String value) {
    button.setText(value);
  }

  public StringProperty sentenceProperty() {
    return sentence.textProperty();
  }
}
