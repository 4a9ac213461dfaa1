package datalayer.app.cli;

import datalayer.app.Core;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/** The console, as the command line sees it: it lives in a module of its own. */
@FunctionalInterface
public interface Window {

  /**
   * Opens the window, starts or reaches the core behind it, and returns when the window was closed.
   *
   * @param settings where the window remembers its own settings
   * @return the exit code
   */
  int open(Callable<? extends Core> start, Path settings, InstantSource clock)
      throws NoDisplayException;

  /** There is no display to open a window on; nothing was started. The message is the reason. */
  final class NoDisplayException extends Exception {

    private static final long serialVersionUID = 1;

    public NoDisplayException(String reason, Throwable cause) {
      super(reason, cause);
    }
  }
}
