package datalayer.app.cli;

import datalayer.simulator.ArchiveServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer simulate}: an exchange's archive on loopback. */
@Command(
    name = "simulate",
    description = "Serves a folder of real archive files as Binance's archive, until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

  @ParentCommand private DataLayerCommand root;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "A folder laid out as the archive is, with data/ in it.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Files.isDirectory(folder.resolve("data"))) {
      throw new UsageException(
          "%s has no folder data/ in it; name the folder that holds the archive's tree"
              .formatted(folder));
    }
    try (ArchiveServer server = ArchiveServer.serving(folder)) {
      root.out().println("BINANCE__ARCHIVE_URL=" + server.archiveAddress());
      root.out().println("BINANCE__ARCHIVE_LISTING_URL=" + server.listingAddress());
      root.out().flush();
      new CountDownLatch(1).await();
      return ExitCode.COMPLETE;
    }
  }
}
