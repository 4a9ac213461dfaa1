package datalayer.console.theme;

import javafx.scene.layout.StackPane;

/** An icon as FXML writes it: {@code <IconView icon="SEARCH" size="16"/>}. */
public final class IconView extends StackPane {

  private Icon icon = Icon.SEARCH;
  private double size = 16;

  public IconView() {
    getStyleClass().add("icon-view");
    setMouseTransparent(true);
    show();
  }

  public Icon getIcon() {
    return icon;
  }

  public void setIcon(Icon icon) {
    this.icon = icon;
    show();
  }

  public double getSize() {
    return size;
  }

  public void setSize(double size) {
    this.size = size;
    show();
  }

  private void show() {
    getChildren().setAll(icon.node(size));
    setMinSize(size, size);
    setMaxSize(size, size);
  }
}
