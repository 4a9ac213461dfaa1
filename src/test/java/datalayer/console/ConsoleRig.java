package datalayer.console;

import datalayer.console.fx.FxThread;
import datalayer.console.fx.FxWork;
import datalayer.console.fx.Settings;
import datalayer.console.fx.SnapshotFeed;
import java.time.InstantSource;
import javafx.scene.Scene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxToolkit;

/** A console over nothing yet, in a window that a test moves through by mouse and keyboard. */
@SuppressWarnings("NullAway.Init") // what each test opens
class ConsoleRig extends RobotRig {

  final SimulatedControl control = SimulatedControl.empty(InstantSource.system());
  final Settings settings = Settings.inMemory();
  final FxWork work = new FxWork();
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

  @Override
  String state() {
    return "the chart is %s %s, %s"
        .formatted(
            console.chart().stateProperty().get(),
            console.chart().problemProperty().get(),
            super.state());
  }
}
