package datalayer.console;

import datalayer.console.fx.FxThread;
import datalayer.console.fx.FxWork;
import datalayer.console.fx.Settings;
import datalayer.console.fx.SnapshotFeed;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A console over nothing yet, in a window that a test moves through by mouse and keyboard. */
@SuppressWarnings("NullAway.Init") // what each test opens
class ConsoleRig {

  final FxRobot robot = new FxRobot();
  final SimulatedControl control = SimulatedControl.empty(InstantSource.system());
  final Settings settings = Settings.inMemory();
  final FxWork work = new FxWork();
  Stage stage;
  Console console;
  SnapshotFeed feed;

  @BeforeEach
  void open() throws Exception {
    stage = FxToolkit.registerPrimaryStage();
    console = FxThread.ask(() -> new Console(control, work, settings, InstantSource.system()));
    feed = new SnapshotFeed(control::snapshot, console::accept);
    FxThread.run(() -> {
      Scene scene = new Scene(console.root(), 1000, 760);
      console.themeProperty().subscribe(theme -> theme.dress(scene));
      stage.setScene(scene);
      stage.setX(0);
      stage.setY(0);
      stage.show();
      console.showBackfills();
    });
    feed.start();
    await("the empty state", () -> isShown(".empty-state .button"));
  }

  @AfterEach
  void close() throws Exception {
    feed.close();
    work.close();
    FxToolkit.cleanupStages();
  }

  Node node(String query) {
    return robot.lookup(query).match(ConsoleRig::seen).query();
  }

  String text(String query) {
    return robot
        .lookup(query)
        .match(ConsoleRig::seen)
        .<Node>tryQuery()
        .map(node -> ((Label) node).getText())
        .orElse("");
  }

  boolean isShown(String query) {
    return robot.lookup(query).match(ConsoleRig::seen).tryQuery().isPresent();
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
      WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, () -> FxThread.ask(condition));
    } catch (TimeoutException e) {
      throw new AssertionError(
          "waited 2 min for %s; the chart is %s %s, the focus is at %s"
              .formatted(
                  what,
                  console.chart().stateProperty().get(),
                  console.chart().problemProperty().get(),
                  stage.getScene().getFocusOwner()),
          e);
    }
  }
}
