package datalayer.app.cli;

import datalayer.app.Headless;
import datalayer.backfill.RunProgress;
import datalayer.ledger.ArchiveRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer status}: what is there and what needs a person. */
@Command(
    name = "status",
    description = "Shows the databases, what landed, and what needs a look.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  @ParentCommand private DataLayerCommand root;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    try (Headless headless = root.start()) {
      Map<String, Object> status = status(headless);
      if (json) {
        Json.print(root.out(), status);
      } else {
        int width = status.keySet().stream().mapToInt(String::length).max().orElse(0);
        status.forEach((name, value) ->
            root.out().printf("%-" + width + "s  %s%n", name.replace('_', ' '), text(value)));
      }
      return ExitCode.COMPLETE;
    }
  }

  private Map<String, Object> status(Headless headless) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("data_directory", root.directories().data().toString());
    status.put("config_directory", root.directories().config().toString());
    status.put("clickhouse", headless.clickHouse().address().name());
    status.put(
        "clickhouse_version",
        headless.clickHouse().query("SELECT version()", Map.of(), row -> row.string()).getFirst());
    status.put("clickhouse_latency_ms", headless.clickHouse().ping().toMillis());
    status.put("series", headless.tables().series().size());
    status.put("bars", headless.tables().currentRows());
    status.put("open_intents", headless.ledger().transaction(tx -> tx.intents().allOpen()).size());
    status.put("incidents", headless.witnesses().incidents().size());
    status.put(
        "amendments", headless.ledger().transaction(tx -> tx.findings().amendments(1000)).size());
    status.put(
        "quarantined_files",
        headless.ledger().transaction(tx -> tx.archives().quarantined()).stream()
            .map(ArchiveRecord::reason)
            .toList());
    List<RunProgress> runs = headless.backfills().runs();
    status.put(
        "newest_run",
        runs.isEmpty() ? "" : runs.getFirst().id() + " " + runs.getFirst().state().label());
    return status;
  }

  private static String text(Object value) {
    return switch (value) {
      case List<?> list ->
          list.isEmpty()
              ? "none"
              : String.join("\n    ", list.stream().map(String::valueOf).toList());
      case Number number -> Figures.count(number.doubleValue());
      default -> String.valueOf(value).isEmpty() ? "—" : String.valueOf(value);
    };
  }
}
