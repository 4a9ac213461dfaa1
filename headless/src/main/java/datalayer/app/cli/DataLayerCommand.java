package datalayer.app.cli;

import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.app.config.Directories;
import datalayer.app.config.Settings;
import datalayer.app.config.yaml.ConfiguredInstrument;
import datalayer.app.config.yaml.InstrumentsFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code datalayer}: what all commands share. */
@Command(
    name = "datalayer",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = "Collects crypto market data into ClickHouse and proves that it is complete.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Ranges are UTC, start inclusive, end exclusive. A series is written binance:swap:BTC/USDT:1m.",
      "Exit codes: 0 done and complete, 1 error, 2 usage, 3 done but incomplete."
    },
    subcommands = {
      BackfillCommand.class,
      CoverageCommand.class,
      GapsCommand.class,
      VerifyCommand.class,
      QueryCommand.class,
      StatusCommand.class,
      InstrumentsCommand.class,
      MigrateCommand.class,
      EngineCommand.class,
      SimulateCommand.class,
      AutoComplete.GenerateCompletion.class,
      CommandLine.HelpCommand.class
    })
final class DataLayerCommand implements Callable<Integer> {

  private final InstantSource clock;
  private final Optional<Window> window;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where data is kept; the platform's convention otherwise.")
  private Optional<Path> dataDirectory = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description =
          "The folder of instruments.yaml and .env; ./config or the platform's convention otherwise.")
  private Optional<Path> configDirectory = Optional.empty();

  DataLayerCommand(InstantSource clock, Optional<Window> window) {
    this.clock = clock;
    this.window = window;
    this.spec = CommandSpec.create();
  }

  /** Without a command the console opens, where this installation has one. */
  @Override
  public Integer call() {
    if (window.isEmpty()) {
      throw new UsageException(
          "name a command; datalayer --help lists them. This installation has no console.");
    }
    Directories directories = directories().create();
    return window.get().open(this::start, directories.data().resolve("console.properties"), clock);
  }

  InstantSource clock() {
    return clock;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  Directories directories() {
    return Directories.find(
        dataDirectory, configDirectory, Directories.Surroundings.ofThisProcess());
  }

  /** The settings, with remarks about them told on the error stream. */
  Settings settings() {
    Settings settings = Settings.ofThisProcess(directories().config());
    settings.remarks().forEach(remark -> err().println("datalayer: " + remark));
    return settings;
  }

  /** What {@code instruments.yaml} names; nothing where there is no such file. */
  List<ConfiguredInstrument> configuredInstruments() {
    Path file = directories().config().resolve("instruments.yaml");
    return Files.exists(file) ? InstrumentsFile.read(file) : List.of();
  }

  /** Starts the core over the configured databases. */
  Headless start() {
    Directories directories = directories().create();
    return Headless.start(
        HeadlessOptions.of(
            settings(),
            directories.data(),
            configuredInstruments().stream().map(ConfiguredInstrument::instrument).toList()),
        clock);
  }
}
