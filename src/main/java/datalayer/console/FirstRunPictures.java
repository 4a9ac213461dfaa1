package datalayer.console;

import datalayer.console.Screenshots.Size;
import datalayer.console.firstrun.FirstRunView;
import datalayer.console.firstrun.FirstRunViewModel;
import datalayer.console.firstrun.FirstSteps;
import datalayer.console.fx.FxThread;
import datalayer.console.fx.FxWork;
import datalayer.console.shell.Logo;
import datalayer.console.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;

/** Renders the first page, which has no control behind it. The toolkit has to be started. */
public final class FirstRunPictures {

  private final FirstSteps steps;
  private final InstantSource clock;
  private final Path folder;

  /**
   * @param folder is created when it is not there
   */
  public FirstRunPictures(FirstSteps steps, InstantSource clock, Path folder) {
    this.steps = steps;
    this.clock = clock;
    this.folder = folder;
  }

  /** Renders the page and its form for a server in both themes; not for the FX thread. */
  public List<Path> render(List<Size> sizes) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (Size size : sizes) {
      for (Theme theme : Theme.values()) {
        try (FxWork work = new FxWork()) {
          files.addAll(render(size, theme, work));
        }
      }
    }
    return files;
  }

  private List<Path> render(Size size, Theme theme, FxWork work) {
    FirstRunViewModel model =
        FxThread.ask(() -> new FirstRunViewModel(steps, work, clock, (start, what) -> {}));
    FirstRunView view =
        FxThread.ask(() -> new FirstRunView(model, new Logo(), theme, chosen -> {}));
    Scene scene =
        FxThread.ask(() -> {
          Scene made = new Scene(view, size.width(), size.height());
          theme.dress(made);
          return made;
        });
    Screenshots.await("first-run", () -> !model.checks().isEmpty());
    List<Path> files = new ArrayList<>();
    files.add(shoot(scene, "first-run", theme, size));
    FxThread.run(() -> {
      view.openServer();
      model.urlProperty().set("db1");
      model.test();
    });
    Screenshots.await(
        "first-run-server", () -> model.testProperty().get() != FirstRunViewModel.Test.ASKING);
    files.add(shoot(scene, "first-run-server", theme, size));
    return files;
  }

  private Path shoot(Scene scene, String name, Theme theme, Size size) {
    return Screenshots.shoot(scene, folder.resolve(Screenshots.fileName(name, theme, size)));
  }
}
