package datalayer.console;

import datalayer.app.Core;
import datalayer.app.cli.CommandLineMain;
import datalayer.app.cli.Window;
import datalayer.control.Control;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where the installed program enters: the command line, with the console behind no command. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(CommandLineMain.run(arguments, Optional.of(Main::open)));
  }

  private static int open(Callable<? extends Core> start, Path settings, InstantSource clock)
      throws Window.NoDisplayException {
    AtomicReference<@Nullable Core> core = new AtomicReference<>();
    Callable<Control> control =
        () -> {
          Core started = start.call();
          core.set(started);
          return started.control();
        };
    try {
      return Launcher.open(control, "Starting the embedded engine", null, settings, clock);
    } catch (Launcher.NoDisplayException e) {
      throw new Window.NoDisplayException(String.valueOf(e.getMessage()), e);
    } finally {
      Core started = core.get();
      if (started != null) {
        started.close();
      }
    }
  }
}
