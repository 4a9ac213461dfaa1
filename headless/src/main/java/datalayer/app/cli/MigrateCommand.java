package datalayer.app.cli;

import datalayer.app.Headless;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer migrate}: brings both databases to the newest migration, and checks them. */
@Command(
    name = "migrate",
    description = "Brings ClickHouse and the operations database to this version's tables.",
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

  @ParentCommand private DataLayerCommand root;

  @Override
  public Integer call() {
    try (Headless headless = root.start()) {
      root.out()
          .printf(
              "ClickHouse %s and the operations database are up to date, and every check of their settings passed.%n",
              headless.clickHouse().address().name());
      return ExitCode.COMPLETE;
    }
  }
}
