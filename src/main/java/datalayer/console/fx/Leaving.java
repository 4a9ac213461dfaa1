package datalayer.console.fx;

import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** How one leaves a field by the keyboard. */
public final class Leaving {

  private Leaving() {}

  /** Esc empties the field and gives the focus back to the screen; Down only gives it back. */
  public static void to(Node screen, TextField field) {
    field.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() != KeyCode.ESCAPE && event.getCode() != KeyCode.DOWN) {
            return;
          }
          if (event.getCode() == KeyCode.ESCAPE) {
            field.clear();
          }
          screen.requestFocus();
          event.consume();
        });
  }
}
