package datalayer.app.cli;

import datalayer.app.Headless;
import datalayer.app.config.Directories;
import datalayer.store.engine.EngineException;
import datalayer.store.engine.EngineForeground;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer engine}: the embedded ClickHouse by itself, for other tools. */
@Command(
    name = "engine",
    description = "Runs the embedded ClickHouse until Ctrl-C and prints how other tools reach it.",
    mixinStandardHelpOptions = true)
final class EngineCommand implements Callable<Integer> {

  @ParentCommand private DataLayerCommand root;

  @Override
  public Integer call() throws EngineException, InterruptedException {
    Directories directories = root.directories().create();
    EngineForeground.run(
        root.settings().engine().options(directories.data().resolve(Headless.ENGINE)),
        new PrintStream(System.out, true, StandardCharsets.UTF_8));
    return ExitCode.COMPLETE;
  }
}
