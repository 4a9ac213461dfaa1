package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.app.DoorOptions;
import datalayer.app.Headless;
import datalayer.app.LocalCore;
import datalayer.app.cli.Window.NoDisplayException;
import datalayer.app.config.ClickHouseSettings.Server;
import datalayer.app.config.Directories;
import datalayer.app.config.EnvWriter;
import datalayer.app.config.Settings;
import datalayer.app.config.Variable;
import datalayer.app.daemon.Redaction;
import datalayer.app.demo.Demo;
import datalayer.app.demo.Showcase;
import datalayer.control.http.Token;
import datalayer.ledger.LedgerAddress;
import datalayer.market.Series;
import datalayer.venue.binance.BinanceAddresses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Opens the console, and starts whatever is to stand behind it. */
final class ConsoleStart implements FirstRun {

  private final DataLayerCommand root;
  private Optional<BinanceAddresses> exchange = Optional.empty();

  ConsoleStart(DataLayerCommand root) {
    this.root = root;
  }

  /** The console over the live exchanges; where nothing is there yet, its first page. */
  int open(Window window) throws NoDisplayException {
    return open(window, this::exchanges, Optional.of(this));
  }

  /** The console over a core elsewhere. */
  int attach(Window window, Callable<? extends Core> core) throws NoDisplayException {
    return open(window, core, Optional.empty());
  }

  /** The console over the demo. */
  int openDemo(Window window) throws NoDisplayException {
    return open(window, () -> demo(root.directories()), Optional.empty());
  }

  /** Pictures of every screen: of a core elsewhere, or of the demo in a folder of its own. */
  int screenshots(Window window, Path folder, Optional<Core> elsewhere)
      throws IOException, InterruptedException {
    if (elsewhere.isPresent()) {
      return screenshots(window, elsewhere.get(), Optional.empty(), folder);
    }
    root.err().println("Starting the demo and landing its history; this takes about a minute.");
    Showcase showcase = Showcase.start(root.clock());
    exchange = Optional.of(showcase.exchange());
    return screenshots(window, showcase, Optional.of(showcase.shown()), folder);
  }

  private int screenshots(Window window, Core core, Optional<Series> shown, Path folder)
      throws IOException {
    try (core) {
      List<Path> files = window.screenshots(core, shown, this, folder, root.clock());
      root.out().printf("%d pictures in %s%n", files.size(), folder.toAbsolutePath());
      return ExitCode.COMPLETE;
    }
  }

  private int open(Window window, Callable<? extends Core> start, Optional<FirstRun> first)
      throws NoDisplayException {
    Directories directories = root.directories().create();
    return window.open(
        start, first, directories.data().resolve("console.properties"), root.clock());
  }

  @Override
  public String folder() {
    Path data = root.directories().data();
    Path home = Path.of(System.getProperty("user.home", "/")).toAbsolutePath();
    return data.startsWith(home)
        ? Path.of("~").resolve(home.relativize(data)).toString()
        : data.toString();
  }

  @Override
  public boolean isNeeded() {
    Path data = root.directories().data();
    Settings settings = root.settings();
    return settings.clickHouse().server().isEmpty()
        && settings.operations().isEmpty()
        && !LedgerAddress.isIn(data)
        && !Files.exists(data.resolve(Headless.ENGINE));
  }

  @Override
  public List<Check> checks() {
    return new MachineChecks(
            root.directories().data(),
            exchange.orElseGet(() -> root.settings().venues().binance()),
            root.clock())
        .all();
  }

  @Override
  public Core demo() {
    return demo(root.directories().ofDemo());
  }

  private Core demo(Directories directories) {
    PrintWriter nobody = new PrintWriter(Writer.nullWriter());
    Demo started = Demo.start(directories.create().data(), root.clock(), nobody);
    return opened(started, DoorOptions.console(0, Token.random()));
  }

  /** A console's core answers commands too, while it is there. */
  @Override
  public Core exchanges() {
    return live(root.settings());
  }

  @Override
  public Core server(Server server, String database) {
    Settings settings = root.settings();
    Redaction.hide(server.password().reveal());
    Core core = live(settings.over(settings.clickHouse().on(server, database)));
    try {
      EnvWriter.write(root.directories().config(), variables(server, database));
      return core;
    } catch (RuntimeException e) {
      core.close();
      throw e;
    }
  }

  @Override
  public String test(Server server, String database) {
    Redaction.hide(server.password().reveal());
    return new ServerTest(server.address(database)).run();
  }

  private Core live(Settings settings) {
    return opened(
        root.startLive(settings),
        DoorOptions.console(settings.control().port(), settings.control().tokenOrRandom()));
  }

  private static Map<Variable, String> variables(Server server, String database) {
    Map<Variable, String> variables = new EnumMap<>(Variable.class);
    variables.put(Variable.CLICKHOUSE__HOST, server.host());
    variables.put(Variable.CLICKHOUSE__PORT, String.valueOf(server.port()));
    variables.put(Variable.CLICKHOUSE__SECURE, String.valueOf(server.secure()));
    variables.put(Variable.CLICKHOUSE__DATABASE, database);
    variables.put(Variable.CLICKHOUSE__USERNAME, server.username());
    variables.put(Variable.CLICKHOUSE__PASSWORD, server.password().reveal());
    return variables;
  }

  private static Core opened(LocalCore core, DoorOptions door) {
    try {
      core.openDoor(door);
      return core;
    } catch (RuntimeException e) {
      core.close();
      throw e;
    }
  }
}
