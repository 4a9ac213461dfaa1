package datalayer.console;

import datalayer.app.Core;
import datalayer.app.cli.CommandLineMain;
import datalayer.app.cli.FirstRun;
import datalayer.app.cli.Window;
import datalayer.console.firstrun.FirstSteps;
import datalayer.market.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where the installed program enters: the command line, with the console behind no command. */
public final class Main implements Window {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(CommandLineMain.run(arguments, Optional.of(new Main())));
  }

  @Override
  public int open(
      Callable<? extends Core> start, Optional<FirstRun> first, Path settings, InstantSource clock)
      throws NoDisplayException {
    AtomicReference<@Nullable Core> core = new AtomicReference<>();
    @Nullable FirstSteps steps = first.map(one -> new CoreSteps(one, core)).orElse(null);
    try {
      return Launcher.open(
          CoreSteps.keeping(start, core), "Starting the embedded engine", steps, settings, clock);
    } catch (Launcher.NoDisplayException e) {
      throw new NoDisplayException(String.valueOf(e.getMessage()), e);
    } finally {
      Core started = core.get();
      if (started != null) {
        started.close();
      }
    }
  }

  @Override
  public List<Path> screenshots(
      Core core, Optional<Series> shown, FirstRun first, Path folder, InstantSource clock)
      throws IOException {
    FirstSteps steps = new CoreSteps(first, new AtomicReference<>());
    return Launcher.withoutDisplay(() ->
        new Screenshots(core.control(), shown, steps, clock, folder).render(Screenshots.USUAL));
  }
}
