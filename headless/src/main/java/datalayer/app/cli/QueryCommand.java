package datalayer.app.cli;

import datalayer.app.Headless;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer query}: SQL on ClickHouse. */
@Command(
    name = "query",
    description = "Runs SQL on ClickHouse and prints the answer. Read-only unless --write.",
    mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {

  @ParentCommand private DataLayerCommand root;

  @Parameters(
      paramLabel = "SQL",
      description = "For example \"SELECT count() FROM analytics.bars_current\".")
  private String sql = "";

  @Option(names = "--write", description = "Allow statements that change something.")
  private boolean write;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "TabSeparatedWithNames",
      description = "An output format as ClickHouse names it (default: ${DEFAULT-VALUE}).")
  private String format = "";

  @Override
  public Integer call() {
    try (Headless headless = root.start()) {
      headless
          .clickHouse()
          .print(
              sql,
              format,
              write,
              answer -> {
                byte[] buffer = new byte[1 << 16];
                for (int n = answer.read(buffer); n >= 0; n = answer.read(buffer)) {
                  root.out().print(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
                return true;
              });
      return ExitCode.COMPLETE;
    }
  }
}
