package datalayer.console;

import datalayer.console.firstrun.FirstRunView;
import datalayer.console.firstrun.FirstRunViewModel;
import datalayer.console.firstrun.FirstSteps;
import datalayer.console.fx.FxThread;
import datalayer.console.fx.FxWork;
import datalayer.console.shell.Logo;
import datalayer.console.shell.StartView;
import java.time.InstantSource;
import javafx.scene.Scene;

/** Takes pictures of what stands in the window before there is a control. */
final class FirstRunPictures {

  private final FirstSteps steps;
  private final InstantSource clock;

  FirstRunPictures(FirstSteps steps, InstantSource clock) {
    this.steps = steps;
    this.clock = clock;
  }

  void render(Album album, FxWork work) {
    FirstRunViewModel model =
        FxThread.ask(() -> new FirstRunViewModel(steps, work, clock, (start, what, choose) -> {}));
    FirstRunView view =
        FxThread.ask(() -> new FirstRunView(model, new Logo(), album.theme(), chosen -> {}));
    Scene scene = album.scene(view);
    album.take("first-run", scene, () -> !model.checks().isEmpty());
    FxThread.run(() -> {
      view.openServer();
      model.hostProperty().set("db1");
      model.test();
    });
    album.take(
        "first-run-server",
        scene,
        () -> model.testProperty().get() != FirstRunViewModel.Test.ASKING);
    start(album);
  }

  private static void start(Album album) {
    StartView view = FxThread.ask(() -> new StartView("Starting the embedded engine", () -> {}));
    Scene scene = album.scene(view);
    album.take("start", scene, () -> true);
    FxThread.run(() -> {
      view.offerBack(() -> {});
      view.showFailure(
          new IllegalStateException(
              "the data directory is in use by process 4711; stop that daemon, console or command,"
                  + " or choose another directory with --data-dir"));
    });
    album.take("start-failed", scene, () -> true);
  }
}
