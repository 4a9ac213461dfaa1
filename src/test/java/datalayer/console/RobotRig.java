package datalayer.console;

import datalayer.console.fx.FxThread;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** A window that a test moves through by mouse and keyboard, and what is to be seen in it. */
@SuppressWarnings("NullAway.Init") // what each test opens
abstract class RobotRig {

  final FxRobot robot = new FxRobot();
  Stage stage;

  Node node(String query) {
    return robot.lookup(query).match(RobotRig::seen).query();
  }

  String text(String query) {
    return robot
        .lookup(query)
        .match(RobotRig::seen)
        .<Node>tryQuery()
        .map(node -> ((Label) node).getText())
        .orElse("");
  }

  boolean isShown(String query) {
    return robot.lookup(query).match(RobotRig::seen).tryQuery().isPresent();
  }

  /** Whether it can be clicked: seen, laid out, and in the window. */
  boolean isInReach(String query) {
    Node found = robot.lookup(query).match(RobotRig::seen).<Node>tryQuery().orElse(null);
    if (found == null || found.getBoundsInLocal().getWidth() < 1) {
      return false;
    }
    Bounds bounds = found.localToScene(found.getBoundsInLocal());
    return bounds.getMinX() >= 0
        && bounds.getMinY() >= 0
        && bounds.getMaxX() <= stage.getScene().getWidth()
        && bounds.getMaxY() <= stage.getScene().getHeight();
  }

  boolean hasFocus(String id) {
    Node focused = stage.getScene().getFocusOwner();
    return focused != null && id.equals(focused.getId());
  }

  /** Goes on with Tab until this has the focus. */
  void tabTo(String id) {
    for (int i = 0; i < 40; i++) {
      if (FxThread.ask(() -> hasFocus(id))) {
        return;
      }
      robot.push(KeyCode.TAB);
    }
    throw new AssertionError("Tab never reaches " + id);
  }

  static boolean seen(Node node) {
    for (Node one = node; one != null; one = one.getParent()) {
      if (!one.isVisible()) {
        return false;
      }
    }
    return true;
  }

  void await(String what, Callable<Boolean> condition) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(180, TimeUnit.SECONDS, () -> FxThread.ask(condition));
    } catch (TimeoutException e) {
      throw new AssertionError("waited 3 min for " + what + "; " + state(), e);
    }
  }

  /** What is to be said of the moment when something was waited for in vain. */
  String state() {
    return "the focus is at " + stage.getScene().getFocusOwner();
  }
}
