package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.app.config.yaml.ConfiguredInstrument;
import datalayer.market.Instrument;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer instruments}: what is configured, and what is known of it. */
@Command(
    name = "instruments",
    description = "Shows the instruments of instruments.yaml, and enters them into ClickHouse.",
    mixinStandardHelpOptions = true)
final class InstrumentsCommand implements Runnable {

  @ParentCommand private DataLayerCommand root;

  @Override
  public void run() {
    throw new UsageException("name what to do: instruments list or refresh");
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

  @Command(
      name = "refresh",
      description =
          "Enters what instruments.yaml names into the instruments table of ClickHouse, where it is not there yet.",
      mixinStandardHelpOptions = true)
  int refresh(@Option(names = "--json", description = "Print one JSON document.") boolean json) {
    List<Instrument> named =
        root.configuredInstruments().stream().map(ConfiguredInstrument::instrument).toList();
    try (Core core = root.connect()) {
      core.control().register(named);
      List<Instrument> known = core.control().instruments();
      if (json) {
        Json.print(root.out(), known.stream().map(Instrument::toString).toList());
      } else {
        root.out()
            .printf(
                "%s of %s entered; %s known.%n",
                Figures.counted(named.size(), "instrument"),
                root.directories().config().resolve("instruments.yaml"),
                Figures.count(known.size()));
      }
      return ExitCode.COMPLETE;
    }
  }
}
