package datalayer.console;

import datalayer.app.Headless;
import datalayer.app.cli.CommandLineMain;
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

  private static int open(Callable<Headless> start, Path settings, InstantSource clock) {
    AtomicReference<@Nullable Headless> core = new AtomicReference<>();
    Callable<Control> control =
        () -> {
          Headless started = start.call();
          core.set(started);
          return started.control();
        };
    try {
      return Launcher.open(control, "Starting the embedded engine", null, settings, clock);
    } finally {
      Headless started = core.get();
      if (started != null) {
        started.close();
      }
    }
  }
}
