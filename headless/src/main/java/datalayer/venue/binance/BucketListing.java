package datalayer.venue.binance;

import datalayer.market.TimeRange;
import datalayer.venue.ArchiveFile;
import datalayer.venue.ArchiveFile.Span;
import datalayer.venue.VenueUnavailableException;
import datalayer.venue.http.BytesSink;
import datalayer.venue.http.HttpCall;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.HttpOutcome.Delivered;
import datalayer.venue.http.HttpOutcome.Failed;
import datalayer.venue.http.HttpOutcome.Refused;
import java.net.URI;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists files from the archive's S3 bucket, page by page. */
final class BucketListing {

  private static final int MAX_PAGE_BYTES = 4 << 20;

  /** A page has about 500 files, so this is more than any series has. */
  private static final int MAX_PAGES = 50;

  private final HttpFetcher http;
  private final URI bucket;

  BucketListing(HttpFetcher http, URI bucket) {
    this.http = http;
    this.bucket = bucket;
  }

  /**
   * The files of a span whose period touches the range, ascending; or nothing when there is no
   * usable listing at this address.
   *
   * @throws VenueUnavailableException when the bucket does not answer
   */
  Optional<List<ArchiveFile>> files(ArchivePaths paths, Span span, TimeRange range)
      throws VenueUnavailableException, InterruptedException {
    List<ArchiveFile> found = new ArrayList<>();
    // keys sort as their dates do, so the listing starts at the first that can touch the range
    String marker = first(paths, span, range);
    for (int page = 0; page < MAX_PAGES; page++) {
      Optional<BucketPage> answer = page(paths.prefix(span), marker);
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      boolean passed = false;
      for (BucketPage.Key key : answer.get().keys()) {
        Optional<ArchiveFile> file = paths.file(span, key.name(), key.size());
        if (file.isPresent() && file.get().period().intersection(range).isPresent()) {
          found.add(file.get());
        }
        passed |= file.isPresent() && !file.get().period().from().isBefore(range.to());
      }
      String next = answer.get().next();
      if (next.isEmpty() || passed) {
        return Optional.of(List.copyOf(found));
      }
      if (next.compareTo(marker) <= 0) {
        return Optional.empty();
      }
      marker = next;
    }
    return Optional.empty();
  }

  private static String first(ArchivePaths paths, Span span, TimeRange range) {
    String path =
        switch (span) {
          case MONTH -> paths.month(YearMonth.from(ArchivePaths.day(range.from())), 0).path();
          case DAY -> paths.day(ArchivePaths.day(range.from()), 0).path();
        };
    return path.substring(0, path.length() - ".zip".length());
  }

  private Optional<BucketPage> page(String prefix, String marker)
      throws VenueUnavailableException, InterruptedException {
    String query =
        "delimiter=/&prefix=%s&marker=%s"
            .formatted(BinanceSymbols.encoded(prefix), BinanceSymbols.encoded(marker));
    URI address = URI.create(bucket + "?" + query);
    return switch (http.fetch(HttpCall.get(address, MAX_PAGE_BYTES), BytesSink::new)) {
      case Delivered<byte[]> page -> BucketPage.of(page.body());
      case Refused<byte[]> _ -> Optional.empty();
      case Failed<byte[]> failure ->
          throw new VenueUnavailableException(
              "Binance's archive cannot be listed: %s. Check the connection and"
                      .formatted(failure.reason())
                  + " BINANCE__ARCHIVE_LISTING_URL; empty, files are asked for by name");
    };
  }
}
