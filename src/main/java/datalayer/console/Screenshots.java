package datalayer.console;

import datalayer.console.Album.Size;
import datalayer.console.firstrun.FirstSteps;
import datalayer.console.fx.FxWork;
import datalayer.console.theme.Theme;
import datalayer.control.Control;
import datalayer.market.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renders every screen to PNG files by scene snapshot, so that a picture's size is not bound by a
 * display. The toolkit has to be started.
 */
final class Screenshots {

  /** The sizes that people look at most. */
  static final List<Size> USUAL = List.of(new Size(1280, 800), new Size(1920, 1080));

  private final Control control;
  private final Optional<Series> shown;
  private final FirstSteps steps;
  private final InstantSource clock;
  private final Path folder;

  /**
   * @param shown a series with a hole to look at
   * @param steps of the first page
   * @param folder is created when it is not there
   */
  Screenshots(
      Control control, Optional<Series> shown, FirstSteps steps, InstantSource clock, Path folder) {
    this.control = control;
    this.shown = shown;
    this.steps = steps;
    this.clock = clock;
    this.folder = folder;
  }

  /** Renders every screen in both themes; not for the FX thread. Returns the files. */
  List<Path> render(List<Size> sizes) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (Size size : sizes) {
      for (Theme theme : Theme.values()) {
        Album album = new Album(folder, theme, size);
        try (FxWork work = new FxWork()) {
          new FirstRunPictures(steps, clock).render(album, work);
          new ScreenPictures(control, clock, album, work).render(shown.orElse(null));
        }
        files.addAll(album.files());
      }
    }
    return files;
  }
}
