package datalayer.venue.binance;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.ArchiveFetch;
import datalayer.venue.ArchiveFile;
import datalayer.venue.ArchiveFile.Span;
import datalayer.venue.BarArchive;
import datalayer.venue.VenueUnavailableException;
import datalayer.venue.http.BytesSink;
import datalayer.venue.http.HttpCall;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.HttpOutcome.Delivered;
import datalayer.venue.http.HttpOutcome.Failed;
import datalayer.venue.http.HttpOutcome.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Binance's archive of bars, data.binance.vision: a zip per month and per day, with a checksum
 * beside each. Spot and USDT-margined contracts are covered, those margined in coin are not.
 */
public final class BinanceArchive implements BarArchive {

  static final String PART = ".part";

  private final URI archive;
  private final HttpFetcher http;
  private final @Nullable BucketListing listing;
  private final ArchiveProbe probe;
  private final ArchiveDownload download;

  /**
   * An archive at some address.
   *
   * @param addresses of which {@code archive} and {@code archiveListing} are used
   * @param quarantine where files are kept that must not be trusted
   * @param spool where files are while they are read; this object's alone, and what a killed
   *     process left there is deleted now
   * @throws UncheckedIOException when the spool cannot be prepared
   */
  public BinanceArchive(
      BinanceAddresses addresses,
      Path quarantine,
      Path spool,
      InstantSource clock,
      HttpFetcher http) {
    this(addresses, quarantine, spool, clock, http, ArchiveLimits.defaults());
  }

  /** As above, with limits of one's own. */
  public BinanceArchive(
      BinanceAddresses addresses,
      Path quarantine,
      Path spool,
      InstantSource clock,
      HttpFetcher http,
      ArchiveLimits limits) {
    this.archive = addresses.archive();
    this.http = http;
    URI bucket = addresses.archiveListing();
    this.listing = bucket == null ? null : new BucketListing(http, bucket);
    this.probe = new ArchiveProbe(http, archive, clock);
    this.download = new ArchiveDownload(http, archive, new Quarantine(quarantine), spool, limits);
    sweep(spool);
  }

  @Override
  public boolean covers(Series series) {
    return BinanceSymbols.covers(series.instrument());
  }

  @Override
  public List<ArchiveFile> list(Series series, TimeRange range)
      throws VenueUnavailableException, InterruptedException {
    ArchivePaths paths = paths(series);
    if (range.isEmpty()) {
      return List.of();
    }
    if (listing == null) {
      return probe.files(paths, range);
    }
    List<ArchiveFile> found = new ArrayList<>();
    for (Span span : Span.values()) {
      Optional<List<ArchiveFile>> listed = listing.files(paths, span, range);
      if (listed.isEmpty()) {
        return probe.files(paths, range);
      }
      found.addAll(listed.get());
    }
    return List.copyOf(found);
  }

  @Override
  public ArchiveFetch fetch(ArchiveFile file) throws InterruptedException {
    paths(file.series());
    return download.fetch(file);
  }

  @Override
  public Optional<String> publishedChecksum(ArchiveFile file)
      throws VenueUnavailableException, InterruptedException {
    URI address = ArchivePaths.address(archive, file.path() + PublishedChecksum.ENDING);
    HttpCall call = HttpCall.get(address, PublishedChecksum.MAX_BYTES);
    String reason;
    switch (http.fetch(call, BytesSink::new)) {
      case Delivered<byte[]> answer -> {
        try {
          return Optional.of(PublishedChecksum.of(answer.body(), file.name()));
        } catch (BrokenFileException e) {
          reason = file.path() + ": " + e.getMessage();
        }
      }
      case Refused<byte[]> refused -> {
        if (refused.status() == 404) {
          return Optional.empty();
        }
        reason = Refusals.said(address, refused);
      }
      case Failed<byte[]> failure -> reason = failure.reason();
    }
    throw new VenueUnavailableException(
        "the checksum of %s cannot be had: %s".formatted(file.name(), reason));
  }

  private ArchivePaths paths(Series series) {
    if (!covers(series)) {
      throw new IllegalArgumentException(
          "Binance's archive has no files of %s that we read".formatted(series));
    }
    return new ArchivePaths(series);
  }

  private static void sweep(Path spool) {
    try {
      Files.createDirectories(spool);
      try (DirectoryStream<Path> left = Files.newDirectoryStream(spool, "*" + PART)) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the archive's spool cannot be written: %s; check its owner and free space"
              .formatted(spool),
          e);
    }
  }
}
