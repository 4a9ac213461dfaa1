package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.market.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The console, as the command line sees it: it lives in a module of its own. */
public interface Window {

  /**
   * Opens the window, starts or reaches the core behind it, and returns when the window was closed.
   *
   * @param first asked before anything is started, where there may be nothing yet
   * @param settings where the window remembers its own settings
   * @return the exit code
   */
  int open(
      Callable<? extends Core> start, Optional<FirstRun> first, Path settings, InstantSource clock)
      throws NoDisplayException;

  /**
   * Renders every screen over a core to PNG files, without a display.
   *
   * @param shown a series with something to see, or empty for the first
   * @param first what the first page shows
   * @return the files
   * @throws IOException when a file cannot be written
   */
  List<Path> screenshots(
      Core core, Optional<Series> shown, FirstRun first, Path folder, InstantSource clock)
      throws IOException;

  /** There is no display to open a window on; nothing was started. The message is the reason. */
  final class NoDisplayException extends Exception {

    private static final long serialVersionUID = 1;

    public NoDisplayException(String reason, Throwable cause) {
      super(reason, cause);
    }
  }
}
