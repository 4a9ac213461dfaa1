package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.control.SystemStatus;
import datalayer.monitor.Check;
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
    try (Core core = root.connect()) {
      SystemStatus status = core.control().status();
      Check migrations =
          status.checks().stream()
              .filter(check -> check.name().equals("migrations"))
              .findFirst()
              .orElseThrow();
      if (!migrations.passed()) {
        root.err().println("datalayer: migrations: " + migrations.reason());
        return ExitCode.ERROR;
      }
      root.out()
          .printf(
              "ClickHouse %s and the operations database are up to date, and every check of their settings passed.%n",
              status.store().name());
      return ExitCode.COMPLETE;
    }
  }
}
