package datalayer.venue.binance;

import datalayer.market.MarketType;
import datalayer.market.TimeRange;
import datalayer.venue.ArchiveFile;
import datalayer.venue.VenueUnavailableException;
import datalayer.venue.http.BytesSink;
import datalayer.venue.http.HttpCall;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.HttpOutcome;
import datalayer.venue.http.HttpOutcome.Delivered;
import datalayer.venue.http.HttpOutcome.Failed;
import datalayer.venue.http.HttpOutcome.Refused;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds files by asking for each by name, where the archive has no listing: 404 means absent. It
 * asks for no period that is not over, and for none before the market opened.
 */
final class ArchiveProbe {

  private static final LocalDate SPOT_OPENED = LocalDate.of(2017, 7, 1);
  private static final LocalDate FUTURES_OPENED = LocalDate.of(2019, 9, 1);
  private static final int AT_ONCE = 8;

  private final HttpFetcher http;
  private final URI archive;
  private final InstantSource clock;

  ArchiveProbe(HttpFetcher http, URI archive, InstantSource clock) {
    this.http = http;
    this.archive = archive;
    this.clock = clock;
  }

  /**
   * The files whose period touches the range: monthly ones before daily ones, each kind ascending.
   *
   * @throws VenueUnavailableException when the archive does not answer for one of them
   */
  List<ArchiveFile> files(ArchivePaths paths, TimeRange range)
      throws VenueUnavailableException, InterruptedException {
    List<Future<Optional<ArchiveFile>>> asked = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("probe-", 0).factory())) {
      try {
        for (ArchiveFile candidate : candidates(paths, range)) {
          asked.add(threads.submit(() -> published(candidate)));
        }
        List<ArchiveFile> found = new ArrayList<>();
        for (Future<Optional<ArchiveFile>> answer : asked) {
          answer.get().ifPresent(found::add);
        }
        return List.copyOf(found);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof VenueUnavailableException unavailable) {
          throw unavailable;
        }
        throw new IllegalStateException("a file cannot be asked for", e.getCause());
      } finally {
        threads.shutdownNow();
      }
    }
  }

  /** Every name that may be published by now. */
  private List<ArchiveFile> candidates(ArchivePaths paths, TimeRange range) {
    boolean spot = paths.series().instrument().type() == MarketType.SPOT;
    LocalDate opened = spot ? SPOT_OPENED : FUTURES_OPENED;
    LocalDate from = ArchivePaths.day(range.from());
    LocalDate first = from.isBefore(opened) ? opened : from;
    List<ArchiveFile> candidates = new ArrayList<>();
    YearMonth month = YearMonth.from(first);
    for (ArchiveFile file = paths.month(month, ArchiveFile.UNKNOWN_SIZE);
        mayExist(file, range);
        file = paths.month(month, ArchiveFile.UNKNOWN_SIZE)) {
      candidates.add(file);
      month = month.plusMonths(1);
    }
    LocalDate day = first;
    for (ArchiveFile file = paths.day(day, ArchiveFile.UNKNOWN_SIZE);
        mayExist(file, range);
        file = paths.day(day, ArchiveFile.UNKNOWN_SIZE)) {
      candidates.add(file);
      day = day.plusDays(1);
    }
    return candidates;
  }

  private boolean mayExist(ArchiveFile file, TimeRange range) {
    Instant now = clock.instant();
    return file.period().from().isBefore(range.to()) && !file.period().to().isAfter(now);
  }

  private Optional<ArchiveFile> published(ArchiveFile file)
      throws VenueUnavailableException, InterruptedException {
    HttpOutcome<byte[]> answer =
        http.fetch(HttpCall.head(ArchivePaths.address(archive, file.path())), BytesSink::new);
    if (answer instanceof Refused<byte[]> refused && noHead(refused.status())) {
      // some mirrors only know GET; the checksum is the smallest thing to ask for
      String checksum = file.path() + PublishedChecksum.ENDING;
      answer =
          http.fetch(
              HttpCall.get(ArchivePaths.address(archive, checksum), PublishedChecksum.MAX_BYTES),
              BytesSink::new);
      return answer instanceof Delivered<byte[]> ? Optional.of(file) : absent(answer);
    }
    return answer instanceof Delivered<byte[]> delivered
        ? Optional.of(sized(file, delivered))
        : absent(answer);
  }

  private static boolean noHead(int status) {
    return status == 405 || status == 501;
  }

  private static ArchiveFile sized(ArchiveFile file, Delivered<byte[]> answer) {
    long bytes =
        answer.headers().firstValueAsLong("Content-Length").orElse(ArchiveFile.UNKNOWN_SIZE);
    return new ArchiveFile(file.series(), file.path(), file.period(), file.span(), bytes);
  }

  private Optional<ArchiveFile> absent(HttpOutcome<byte[]> answer)
      throws VenueUnavailableException {
    String reason =
        switch (answer) {
          case Refused<byte[]> refused when refused.status() == 404 -> "";
          case Refused<byte[]> refused -> Refusals.said(archive, refused);
          case Failed<byte[]> failure -> failure.reason();
          case Delivered<byte[]> _ -> throw new IllegalStateException("it is there");
        };
    if (reason.isEmpty()) {
      return Optional.empty();
    }
    throw new VenueUnavailableException(
        "Binance's archive cannot be asked for files: %s. Check the connection and"
                .formatted(reason)
            + " BINANCE__ARCHIVE_URL");
  }
}
