package datalayer.console;

import datalayer.console.firstrun.FirstRunView;
import datalayer.console.firstrun.FirstRunViewModel;
import datalayer.console.firstrun.FirstSteps;
import datalayer.console.fx.FxWork;
import datalayer.console.fx.Settings;
import datalayer.console.fx.SnapshotFeed;
import datalayer.console.shell.Logo;
import datalayer.console.shell.StartView;
import datalayer.console.theme.Theme;
import datalayer.control.Control;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The console in a window: there at once, with what is being started, then with the screens. All
 * methods are for the FX thread.
 */
public final class ConsoleApplication {

  private static final double LEAST_WIDTH = 1100;
  private static final double LEAST_HEIGHT = 680;

  private final @Nullable FirstSteps firstSteps;
  private final Settings settings;
  private final InstantSource clock;
  private final FxWork work = new FxWork();
  private StartView starting;
  private final Scene scene;
  private Callable<? extends Control> start;
  private @Nullable FirstRunView firstRun;
  private boolean chooseInstruments;
  private @Nullable SnapshotFeed feed;
  private @Nullable Console console;

  /**
   * @param start makes the control; runs in the background and may take its time
   * @param what the first thing that is started, in words: {@code Starting the embedded engine}
   * @param firstSteps asked first whether there is anything to start; null to start at once
   */
  public ConsoleApplication(
      Callable<? extends Control> start,
      String what,
      @Nullable FirstSteps firstSteps,
      Settings settings,
      InstantSource clock) {
    this.start = start;
    this.firstSteps = firstSteps;
    this.settings = settings;
    this.clock = clock;
    starting = new StartView(what, this::begin);
    scene = new Scene(starting, 1440, 900);
    theme().dress(scene);
  }

  /** Shows the window and begins to start what is behind it. */
  public void show(Stage stage) {
    stage.setTitle("Data Layer");
    stage.getIcons().setAll(icon("icon-48.png"), icon("icon-256.png"));
    stage.setScene(scene);
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    fit(stage);
    stage.show();
    stage.iconifiedProperty().subscribe(this::look);
    stage.showingProperty().subscribe(this::look);
    FirstFrame.await("window");
    start();
  }

  /** A window that is larger than a small screen would hide its foot. */
  private void fit(Stage stage) {
    Rectangle2D room = Screen.getPrimary().getVisualBounds();
    if (room.getWidth() < scene.getWidth() || room.getHeight() < scene.getHeight()) {
      stage.setX(room.getMinX());
      stage.setY(room.getMinY());
      stage.setWidth(Math.clamp(room.getWidth(), LEAST_WIDTH, scene.getWidth()));
      stage.setHeight(Math.clamp(room.getHeight(), LEAST_HEIGHT, scene.getHeight()));
    }
  }

  /** What the window shows. */
  Scene scene() {
    return scene;
  }

  /** Begins to start what is behind the window, or asks what that is to be. */
  void start() {
    FirstSteps steps = firstSteps;
    if (steps == null) {
      begin();
    } else {
      work.start(steps::needed, needed -> choose(steps, needed), starting::showFailure);
    }
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

  private void choose(FirstSteps steps, boolean needed) {
    if (!needed) {
      begin();
      return;
    }
    FirstRunViewModel model = new FirstRunViewModel(steps, work, clock, this::begin);
    FirstRunView view = new FirstRunView(model, new Logo(), theme(), this::dress);
    firstRun = view;
    scene.setRoot(view);
    view.first().requestFocus();
    beat(view::tick, () -> firstRun == view);
  }

  private void begin(Callable<? extends Control> chosen, String what, boolean choose) {
    firstRun = null;
    start = chosen;
    chooseInstruments = choose;
    starting = new StartView(what, this::begin);
    FirstSteps steps = firstSteps;
    if (steps != null) {
      starting.offerBack(() -> choose(steps, true));
    }
    scene.setRoot(starting);
    begin();
  }

  private static Image icon(String name) {
    return new Image(Objects.requireNonNull(ConsoleApplication.class.getResource(name)).toString());
  }

  private Theme theme() {
    return Theme.parse(settings.read("theme", "dark"));
  }

  private void dress(Theme theme) {
    settings.write("theme", theme.label());
    theme.dress(scene);
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
    made.showChart();
    if (chooseInstruments) {
      made.showBackfills();
      made.openPlan(null);
    }
    FirstFrame.await("screens");
    SnapshotFeed newFeed = new SnapshotFeed(control::snapshot, made::accept);
    feed = newFeed;
    newFeed.start();
    look();
    beat(
        () -> {
          if (isSeen()) {
            made.tick();
          }
        },
        () -> true);
  }

  /** Follows whether anybody can see the window: one that is put away has nothing to paint. */
  private void look() {
    Console shown = console;
    if (shown != null && feed != null) {
      shown.seen(isSeen());
      feed.seen(isSeen());
    }
  }

  private boolean isSeen() {
    return !(scene.getWindow() instanceof Stage stage)
        || (stage.isShowing() && !stage.isIconified());
  }

  /** The clock goes on also while no snapshot comes, or it would look healthy when it is not. */
  private void beat(Runnable tick, BooleanSupplier wanted) {
    work.after(
        Duration.ofMillis(500),
        () -> {
          if (wanted.getAsBoolean()) {
            tick.run();
            beat(tick, wanted);
          }
        });
  }
}
