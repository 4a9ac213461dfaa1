package datalayer.console.shell;

import datalayer.console.fx.Dialogs;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The layer over everything that holds one dialog at a time and keeps the focus in it. */
final class Overlay extends StackPane implements Dialogs {

  private static final double MARGIN = 12;

  private final Region scrim = new Region();
  private final ChangeListener<Node> keeper = (observed, before, now) -> keepFocus(now);
  private @Nullable Node shown;
  private @Nullable Node first;
  private @Nullable Node focusBefore;
  private Runnable closed = () -> {};

  Overlay() {
    setId("overlay");
    getStyleClass().add("overlay");
    scrim.getStyleClass().add("scrim");
    scrim.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> close());
    setVisible(false);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  boolean isOpen() {
    return shown != null;
  }

  @Override
  public void show(Node dialog, Node first, Runnable closed) {
    show(dialog, first, closed, Pos.CENTER);
  }

  void show(Node dialog, Node firstFocus, Runnable whenClosed, Pos where) {
    close();
    Scene scene = getScene();
    shown = dialog;
    first = firstFocus;
    closed = whenClosed;
    focusBefore = scene == null ? null : scene.getFocusOwner();
    getChildren().setAll(scrim, dialog);
    setAlignment(dialog, where);
    setMargin(dialog, new Insets(MARGIN));
    setVisible(true);
    // what stands in a scroll pane is part of the scene only after this, and could take no focus
    applyCss();
    layout();
    firstFocus.requestFocus();
    if (scene != null) {
      scene.focusOwnerProperty().addListener(keeper);
    }
  }

  @Override
  public void close() {
    if (shown == null) {
      return;
    }
    shown = null;
    Scene scene = getScene();
    if (scene != null) {
      scene.focusOwnerProperty().removeListener(keeper);
    }
    setVisible(false);
    getChildren().clear();
    if (focusBefore != null) {
      focusBefore.requestFocus();
    }
    Runnable run = closed;
    closed = () -> {};
    run.run();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      close();
    }
  }

  @SuppressWarnings("ReferenceEquality") // a node is equal to itself alone
  private void keepFocus(@Nullable Node now) {
    for (Node node = now; node != null; node = node.getParent()) {
      if (node == shown) {
        return;
      }
    }
    if (first != null) {
      first.requestFocus();
    }
  }
}
