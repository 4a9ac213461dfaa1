package datalayer.venue.binance;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.ArchiveServer;
import datalayer.venue.ArchiveFetch;
import datalayer.venue.ArchiveFetch.Read;
import datalayer.venue.ArchiveFile;
import datalayer.venue.http.Deadlines;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.Retries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** An archive's adapter, the server it talks to, and its folders; its clock stands still. */
final class ArchiveRig implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

  /** Short, so that a stall costs a test next to nothing. */
  static final Deadlines SHORT =
      new Deadlines(
          Duration.ofSeconds(2),
          Duration.ofMillis(600),
          Duration.ofSeconds(1),
          20_000,
          Duration.ofMillis(400));

  final ArchiveServer server;
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final HttpFetcher http;
  final Path quarantine;
  final Path spool;
  final BinanceArchive archive;

  ArchiveRig(ArchiveServer server, Path folder) {
    this(server, folder, SHORT, true, ArchiveLimits.defaults());
  }

  ArchiveRig(
      ArchiveServer server,
      Path folder,
      Deadlines deadlines,
      boolean listing,
      ArchiveLimits limits) {
    this.server = server;
    Retries retries =
        new Retries(3, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(1));
    InstantSource clock = InstantSource.fixed(NOW);
    http = new HttpFetcher(deadlines, retries, clock, pauses::add, () -> 1.0);
    quarantine = folder.resolve("quarantine");
    spool = folder.resolve("spool");
    BinanceAddresses addresses =
        BinanceAddresses.defaults()
            .withArchive(server.archiveAddress(), listing ? server.listingAddress() : null);
    archive = new BinanceArchive(addresses, quarantine, spool, clock, http, limits);
  }

  static ArchiveRig withoutListing(ArchiveServer server, Path folder) {
    return new ArchiveRig(server, folder, SHORT, false, ArchiveLimits.defaults());
  }

  List<ArchiveFile> list(String series, String from, String to) throws Exception {
    return archive.list(
        Series.parse(series), new TimeRange(Instant.parse(from), Instant.parse(to)));
  }

  Read read(ArchiveFile file) throws InterruptedException {
    ArchiveFetch fetched = archive.fetch(file);
    if (fetched instanceof Read read) {
      return read;
    }
    throw new AssertionError("not read: " + fetched);
  }

  /** What is left in a folder, by name. */
  static List<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }
}
