package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.app.DoorOptions;
import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.app.RemoteCore;
import datalayer.app.cli.Window.NoDisplayException;
import datalayer.app.config.ControlSettings;
import datalayer.app.config.Directories;
import datalayer.app.config.Settings;
import datalayer.app.config.yaml.ConfiguredInstrument;
import datalayer.app.config.yaml.InstrumentsFile;
import datalayer.app.config.yaml.Tunnel;
import datalayer.app.daemon.Daemon;
import datalayer.app.daemon.DaemonLog;
import datalayer.app.daemon.Redaction;
import datalayer.app.demo.Demo;
import datalayer.backfill.Duty;
import datalayer.control.http.Token;
import datalayer.market.Series;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    versionProvider = VersionLine.class,
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
  private final Optional<OutputStream> raw;
  private @Nullable Settings settings;

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

  @Option(
      names = "--attach",
      paramLabel = "URL",
      description =
          "Work over the daemon there, for example http://127.0.0.1:8088; its token comes from DATALAYER__TOKEN or from control.json in the data directory.")
  private Optional<URI> attach = Optional.empty();

  @Option(
      names = "--no-gui",
      description = "Run as a daemon, without a window, until SIGTERM or Ctrl-C.")
  private boolean noGui;

  @Option(
      names = "--demo",
      description =
          "Try it over simulated exchanges, in a data directory of its own: nothing to configure, nothing real is touched.")
  private boolean demo;

  @Option(
      names = "--screenshots",
      paramLabel = "DIR",
      description =
          "Render every screen over the demo, or over the daemon of --attach, to PNG files in DIR; needs no display.")
  private Optional<Path> screenshots = Optional.empty();

  /**
   * @param raw where answers go byte by byte; where there is none, they are text on {@link #out}
   */
  DataLayerCommand(InstantSource clock, Optional<Window> window, Optional<OutputStream> raw) {
    this.clock = clock;
    this.window = window;
    this.raw = raw;
    this.spec = CommandSpec.create();
  }

  /** Without a command the console opens, where this installation has one. */
  @Override
  public Integer call() throws Exception {
    if (screenshots.isPresent()) {
      return screenshots(screenshots.get());
    }
    if (demo) {
      return demo();
    }
    if (noGui) {
      return daemon();
    }
    Window on = window("name a command; datalayer --help lists them");
    ConsoleStart console = new ConsoleStart(this);
    try {
      return attach.isPresent()
          ? console.attach(on, () -> connection().attached(attach.get()))
          : console.open(on);
    } catch (NoDisplayException e) {
      err()
          .printf(
              "The console needs a display and there is none (%s). Use --no-gui for the daemon.%n",
              e.getMessage());
      return ExitCode.ERROR;
    }
  }

  private int screenshots(Path folder) throws Exception {
    Window on = window("--screenshots needs the console");
    Optional<Core> elsewhere = attach.map(url -> connection().attached(url));
    return new ConsoleStart(this).screenshots(on, folder, elsewhere);
  }

  private Window window(String otherwise) {
    return window.orElseThrow(
        () -> new UsageException(otherwise + ". This installation has no console."));
  }

  private int demo() throws Exception {
    if (attach.isPresent()) {
      throw new UsageException("--demo starts a core here, --attach uses one elsewhere; drop one");
    }
    String why = "this installation has no console";
    if (!noGui && window.isPresent()) {
      try {
        return new ConsoleStart(this).openDemo(window.get());
      } catch (NoDisplayException e) {
        why = String.valueOf(e.getMessage());
      }
    }
    if (!noGui) {
      out().printf("There is no display (%s): the demo runs without its window.%n", why);
      out().flush();
    }
    return new Daemon(this::startDemo, DoorOptions.daemon(0, Token.random()), out()).run();
  }

  private Demo startDemo() {
    return Demo.start(directories().create().data(), clock, out());
  }

  private int daemon() throws Exception {
    if (attach.isPresent()) {
      throw new UsageException(
          "--no-gui runs a daemon here, --attach uses one elsewhere; drop one");
    }
    DaemonLog.speakUp();
    ControlSettings control = settings().control();
    return new Daemon(
            () -> startLive(settings()),
            DoorOptions.daemon(control.port(), control.tokenOrRandom()),
            out())
        .run();
  }

  /**
   * The running daemon or console, else a core in the foreground, which is said. That one works
   * what the command asks for and nothing else; which runs wait is said.
   */
  Core connect() {
    return connect("");
  }

  /** As above, for a command about one run, of which nothing is said. */
  Core connect(String about) {
    if (attach.isPresent()) {
      return connection().attached(attach.get());
    }
    directories().create();
    Optional<RemoteCore> running = connection().running();
    if (running.isPresent()) {
      return running.get();
    }
    Headless core = start(Duty.whatIsAsked());
    // Where a database is shared, other nodes may be working them.
    if (!core.ledger().isShared()) {
      LeftRuns.tell(core.control().snapshot().runs(), about, err());
    }
    return core;
  }

  private Connection connection() {
    return new Connection(directories().data(), settings().control(), err());
  }

  InstantSource clock() {
    return clock;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where an answer goes that may be no text. */
  OutputStream bytes() {
    out().flush();
    return raw.orElseGet(() -> new WriterStream(out()));
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  Directories directories() {
    Directories found =
        Directories.find(dataDirectory, configDirectory, Directories.Surroundings.ofThisProcess());
    return demo ? found.ofDemo() : found;
  }

  /** The settings, with remarks about them told on the error stream. */
  Settings settings() {
    if (settings == null) {
      settings = Settings.ofThisProcess(directories().config());
      settings.remarks().forEach(remark -> err().println("datalayer: " + remark));
      Redaction.hide(settings.clickHouse().server().map(s -> s.password().reveal()).orElse(""));
      Redaction.hide(settings.operations().map(o -> o.password().reveal()).orElse(""));
      Redaction.hide(settings.redis().map(r -> r.password().reveal()).orElse(""));
      Redaction.hide(settings.control().token().reveal());
    }
    return settings;
  }

  /** What {@code instruments.yaml} names; nothing where there is no such file. */
  List<ConfiguredInstrument> configuredInstruments() {
    Path file = directories().config().resolve("instruments.yaml");
    return Files.exists(file) ? InstrumentsFile.read(file) : List.of();
  }

  /** What {@code tunnel.yaml} has streamed live; nothing where there is no such file. */
  private List<Series> configuredStreams() {
    Path file = directories().config().resolve("tunnel").resolve("tunnel.yaml");
    return Files.exists(file) ? Tunnel.read(file, configuredInstruments()).series() : List.of();
  }

  /** Starts the core of a daemon or a console: all runs are worked, and live streams kept. */
  Headless startLive(Settings over) {
    return Headless.start(
        options(over).withStreams(configuredStreams()),
        clock,
        Duty.everything(over.worker().maxConcurrentBackfills()));
  }

  /** Starts the core for a command: nothing is streamed. */
  private Headless start(Duty duty) {
    if (demo) {
      throw new UsageException(
          "the demo does not run; start it with datalayer --demo, then give this command again");
    }
    return Headless.start(options(settings()), clock, duty);
  }

  private HeadlessOptions options(Settings over) {
    return HeadlessOptions.of(
        over,
        directories().create().data(),
        configuredInstruments().stream().map(ConfiguredInstrument::instrument).toList());
  }
}
