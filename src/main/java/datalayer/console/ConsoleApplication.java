package datalayer.console;

import datalayer.console.fx.FxWork;
import datalayer.console.fx.Settings;
import datalayer.console.fx.SnapshotFeed;
import datalayer.console.shell.StartView;
import datalayer.console.theme.Theme;
import datalayer.control.Control;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The console in a window: there at once, with what is being started, then with the screens. All
 * methods are for the FX thread.
 */
public final class ConsoleApplication {

  private static final double LEAST_WIDTH = 1100;
  private static final double LEAST_HEIGHT = 680;

  private final Callable<? extends Control> start;
  private final Settings settings;
  private final InstantSource clock;
  private final FxWork work = new FxWork();
  private final StartView starting;
  private final Scene scene;
  private @Nullable SnapshotFeed feed;
  private @Nullable Console console;

  /**
   * @param start makes the control; runs in the background and may take its time
   * @param what the first thing that is started, in words: {@code Starting the embedded engine}
   */
  public ConsoleApplication(
      Callable<? extends Control> start, String what, Settings settings, InstantSource clock) {
    this.start = start;
    this.settings = settings;
    this.clock = clock;
    starting = new StartView(what, this::begin);
    scene = new Scene(starting, 1440, 900);
    Theme.parse(settings.read("theme", "dark")).dress(scene);
  }

  /** Shows the window and begins to start what is behind it. */
  public void show(Stage stage) {
    stage.setTitle("Data Layer");
    stage.setScene(scene);
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    stage.show();
    begin();
  }

  /** The console, once it is there. */
  public @Nullable Console console() {
    return console;
  }

  /** Asks for nothing more. */
  public void close() {
    if (feed != null) {
      feed.close();
    }
    work.close();
  }

  private void begin() {
    starting.showStarting();
    work.start(start, this::ready, starting::showFailure);
  }

  private void ready(Control control) {
    Console made = new Console(control, work, settings, clock);
    console = made;
    made.themeProperty().subscribe(theme -> theme.dress(scene));
    scene.setRoot(made.root());
    made.showBackfills();
    SnapshotFeed newFeed = new SnapshotFeed(control::snapshot, made::accept);
    feed = newFeed;
    newFeed.start();
    beat(made);
  }

  /** The clock goes on also while no snapshot comes, or it would look healthy when it is not. */
  private void beat(Console made) {
    work.after(
        Duration.ofMillis(500),
        () -> {
          made.tick();
          beat(made);
        });
  }
}
