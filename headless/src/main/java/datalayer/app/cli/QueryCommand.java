package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.control.Query;
import java.io.IOException;
import java.io.OutputStream;
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
  public Integer call() throws IOException {
    try (Core core = root.connect()) {
      OutputStream answer = root.bytes();
      core.control().query(new Query(sql, format, write), answer);
      answer.flush();
      return ExitCode.COMPLETE;
    }
  }
}
