package datalayer.venue.binance;

import datalayer.venue.ArchiveFetch;
import datalayer.venue.ArchiveFetch.Absent;
import datalayer.venue.ArchiveFetch.Quarantined;
import datalayer.venue.ArchiveFetch.Read;
import datalayer.venue.ArchiveFetch.Unavailable;
import datalayer.venue.ArchiveFile;
import datalayer.venue.binance.BarCsv.Rows;
import datalayer.venue.http.BodySink;
import datalayer.venue.http.BytesSink;
import datalayer.venue.http.Download;
import datalayer.venue.http.FileSink;
import datalayer.venue.http.HttpCall;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.HttpOutcome;
import datalayer.venue.http.HttpOutcome.Delivered;
import datalayer.venue.http.HttpOutcome.Failed;
import datalayer.venue.http.HttpOutcome.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches one file: its checksum, then its zip, then its rows. */
final class ArchiveDownload {

  /** A file may be replaced between its checksum and itself, so a mismatch is looked at again. */
  private static final int LOOKS = 2;

  private final HttpFetcher http;
  private final URI archive;
  private final Quarantine quarantine;
  private final Path spool;
  private final ArchiveLimits limits;

  ArchiveDownload(
      HttpFetcher http, URI archive, Quarantine quarantine, Path spool, ArchiveLimits limits) {
    this.http = http;
    this.archive = archive;
    this.quarantine = quarantine;
    this.spool = spool;
    this.limits = limits;
  }

  ArchiveFetch fetch(ArchiveFile file) throws InterruptedException {
    try {
      for (int looks = 1; ; looks++) {
        Optional<ArchiveFetch> seen = look(file, looks == LOOKS);
        if (seen.isPresent()) {
          return seen.get();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be kept while it is read: check the free space and the owner of %s"
              .formatted(file.name(), spool),
          e);
    }
  }

  /** What a look at the file shows; nothing when checksum and file should be looked at again. */
  private Optional<ArchiveFetch> look(ArchiveFile file, boolean last)
      throws IOException, InterruptedException {
    URI address = ArchivePaths.address(archive, file.path() + PublishedChecksum.ENDING);
    HttpCall call = HttpCall.get(address, PublishedChecksum.MAX_BYTES);
    HttpOutcome<byte[]> answer = http.fetch(call, BytesSink::new);
    if (!(answer instanceof Delivered<byte[]> checksum)) {
      return Optional.of(
          isAbsent(answer) ? withoutChecksum(file) : unavailable(file, address, answer));
    }
    try {
      return download(file, PublishedChecksum.of(checksum.body(), file.name()), last);
    } catch (BrokenFileException e) {
      if (!last) {
        return Optional.empty();
      }
      Path kept = quarantine.keepChecksum(file, checksum.body());
      return Optional.of(quarantined(file, kept, String.valueOf(e.getMessage())));
    }
  }

  private ArchiveFetch withoutChecksum(ArchiveFile file) throws InterruptedException {
    URI address = ArchivePaths.address(archive, file.path());
    HttpOutcome<byte[]> answer = http.fetch(HttpCall.head(address), BytesSink::new);
    if (answer instanceof Delivered<byte[]>) {
      return new Unavailable(
          file,
          "%s is published without a .CHECKSUM, so it cannot be trusted; retry later: the checksum may follow"
              .formatted(file.name()),
          null);
    }
    return isAbsent(answer) ? new Absent(file) : unavailable(file, address, answer);
  }

  private Optional<ArchiveFetch> download(ArchiveFile file, String published, boolean last)
      throws IOException, InterruptedException {
    Path part = Files.createTempFile(spool, "archive-", BinanceArchive.PART);
    try {
      URI address = ArchivePaths.address(archive, file.path());
      Supplier<BodySink<Download>> sinks = () -> new FileSink(part);
      HttpOutcome<Download> answer = http.fetch(HttpCall.get(address, limits.download()), sinks);
      if (!(answer instanceof Delivered<Download> delivered)) {
        return Optional.of(
            isAbsent(answer) ? new Absent(file) : unavailable(file, address, answer));
      }
      Download zip = delivered.body();
      if (zip.sha256().equals(published)) {
        return Optional.of(read(file, zip));
      }
      if (!last) {
        return Optional.empty();
      }
      String reason =
          "its SHA-256 is %s…, published is %s…"
              .formatted(zip.sha256().substring(0, 12), published.substring(0, 12));
      return Optional.of(quarantined(file, quarantine.keep(file, part, zip.sha256()), reason));
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private ArchiveFetch read(ArchiveFile file, Download zip) throws IOException {
    String reason;
    try {
      Rows rows = rows(file, zip.file());
      return new Read(file, zip.sha256(), zip.bytes(), rows.bars(), rows.rejected());
    } catch (BrokenFileException | EntryStream.BrokenEntryException e) {
      reason = String.valueOf(e.getMessage());
    }
    return quarantined(file, quarantine.keep(file, zip.file(), zip.sha256()), reason);
  }

  private Rows rows(ArchiveFile file, Path zip) throws IOException, BrokenFileException {
    String expected = file.name().replaceAll("\\.zip$", ".csv");
    OneEntryZip entry;
    try (FileChannel channel = FileChannel.open(zip)) {
      entry = OneEntryZip.of(channel, expected);
    }
    // room for every bar four times over, so that memory is bounded and duplicates are still seen
    long maxRows = 1_000 + 4 * file.series().timeframe().barsIn(file.period());
    try (InputStream text = entry.open(zip, limits.unpacked(), limits.ratio())) {
      return BarCsv.read(text, maxRows);
    }
  }

  private static boolean isAbsent(HttpOutcome<?> answer) {
    return answer instanceof Refused<?> refused && refused.status() == 404;
  }

  private static Quarantined quarantined(ArchiveFile file, Path kept, String reason) {
    return new Quarantined(
        file,
        kept,
        "%s: %s. None of its rows counts; it is kept at %s. Retry later: Binance replaces faulty files"
            .formatted(file.name(), reason, kept));
  }

  private static Unavailable unavailable(ArchiveFile file, URI address, HttpOutcome<?> answer) {
    @Nullable Duration retryAfter = null;
    String reason;
    switch (answer) {
      case Refused<?> refused -> {
        reason = Refusals.said(address, refused);
        retryAfter = refused.retryAfter();
      }
      case Failed<?> failure -> {
        reason = failure.reason();
        retryAfter = failure.retryAfter();
      }
      case Delivered<?> _ -> throw new IllegalStateException("it was delivered");
    }
    return new Unavailable(
        file,
        "%s was not delivered: %s; check the connection and BINANCE__ARCHIVE_URL"
            .formatted(file.name(), reason),
        retryAfter);
  }
}
