package datalayer.app.cli;

import datalayer.simulator.ArchiveServer;
import datalayer.simulator.FaultScript;
import datalayer.simulator.FolderSource;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.binance.SimulationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer simulate}: a Binance on loopback. */
@Command(
    name = "simulate",
    description = {
      "Serves a simulated Binance on loopback until Ctrl-C, and prints its addresses as the"
          + " environment takes them.",
      "With --from it serves a folder of real archive files instead."
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

  private static final int LARGEST_PORT = 65_535;

  @ParentCommand private DataLayerCommand root;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "A folder laid out as the archive is, with data/ in it.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same one makes the same bars; 1 otherwise.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "How many times as fast as real time its clock runs; 1 otherwise.")
  private Optional<Double> speed = Optional.empty();

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "What its clock shows first, UTC: 2026-02-01 or 2026-02-01T06:00Z; now otherwise.")
  private Optional<String> start = Optional.empty();

  @Option(
      names = "--symbols",
      paramLabel = "SERIES",
      split = ",",
      description =
          "Only these instruments, like binance:swap:BTC/USDT; the whole sample otherwise.")
  private List<String> symbols = new ArrayList<>();

  @Option(
      names = "--port-base",
      paramLabel = "PORT",
      description = "The first of six ports in a row; any free ones otherwise.")
  private int portBase;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return folder.isPresent() ? serveFolder(folder.get()) : serveTruth();
  }

  private int serveFolder(Path of) throws IOException, InterruptedException {
    if (seed.isPresent() || speed.isPresent() || start.isPresent() || !symbols.isEmpty()) {
      throw new UsageException(
          "--from serves real files, which no --seed, --speed, --start or --symbols can change");
    }
    if (!Files.isDirectory(of.resolve("data"))) {
      throw new UsageException(
          "%s has no folder data/ in it; name the folder that holds the archive's tree"
              .formatted(of));
    }
    try (ArchiveServer server =
        new ArchiveServer(new FolderSource(of), new FaultScript(), checkedPort())) {
      Map<String, String> addresses = new LinkedHashMap<>();
      addresses.put("BINANCE__ARCHIVE_URL", server.archiveAddress().toString());
      addresses.put("BINANCE__ARCHIVE_LISTING_URL", server.listingAddress().toString());
      return serve(addresses);
    }
  }

  private int serveTruth() throws IOException, InterruptedException {
    SimulationOptions options = options();
    try (SimulatedBinance binance = SimulatedBinance.start(options)) {
      return serve(binance.addresses());
    }
  }

  private int serve(Map<String, String> addresses) throws InterruptedException {
    addresses.forEach((name, address) -> root.out().println(name + "=" + address));
    root.out().flush();
    new CountDownLatch(1).await();
    return ExitCode.COMPLETE;
  }

  private SimulationOptions options() {
    Instant from =
        start
            .map(text -> SeriesRange.time("--start", text))
            .orElseGet(() -> InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS));
    try {
      double times = speed.orElse(1.0);
      if (!(times > 0 && times <= 10_000)) {
        throw new UsageException(
            "--speed must be above 0 and at most 10000, not %s".formatted(times));
      }
      SimulationOptions all =
          SimulationOptions.sample(seed.orElse(1L), from).atSpeed(times).onPorts(checkedPort());
      return symbols.isEmpty()
          ? all
          : all.only(
              symbols.stream().map(text -> SeriesRange.parse(text + ":1m").instrument()).toList());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--symbols: " + e.getMessage());
    }
  }

  private int checkedPort() {
    int most = LARGEST_PORT + 1 - SimulatedBinance.PORTS;
    if (portBase < 0 || portBase > most) {
      throw new UsageException(
          "--port-base must be from 1 to %d, or 0 for any free ports, not %d"
              .formatted(most, portBase));
    }
    return portBase;
  }
}
