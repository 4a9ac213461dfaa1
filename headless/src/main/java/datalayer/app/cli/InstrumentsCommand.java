package datalayer.app.cli;

import datalayer.app.config.yaml.ConfiguredInstrument;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer instruments}: what is configured. */
@Command(
    name = "instruments",
    description = "Shows the instruments of instruments.yaml.",
    mixinStandardHelpOptions = true)
final class InstrumentsCommand implements Runnable {

  @ParentCommand private DataLayerCommand root;

  @Override
  public void run() {
    throw new UsageException("name what to do: instruments list");
  }

  @Command(name = "list", description = "Lists them.", mixinStandardHelpOptions = true)
  int list(@Option(names = "--json", description = "Print one JSON document.") boolean json) {
    List<ConfiguredInstrument> instruments = root.configuredInstruments();
    if (json) {
      Json.print(root.out(), instruments.stream().map(i -> i.instrument().toString()).toList());
      return ExitCode.COMPLETE;
    }
    if (instruments.isEmpty()) {
      root.out()
          .printf("%s names none.%n", root.directories().config().resolve("instruments.yaml"));
      return ExitCode.COMPLETE;
    }
    TextTable table = new TextTable("VENUE", "TYPE", "SYMBOL", "AS WRITTEN");
    for (ConfiguredInstrument i : instruments) {
      table.row(
          i.instrument().venue().label(),
          i.instrument().type().label(),
          i.instrument().symbol(),
          i.writtenSymbol() + " " + i.writtenType());
    }
    table.print(root.out());
    return ExitCode.COMPLETE;
  }
}
