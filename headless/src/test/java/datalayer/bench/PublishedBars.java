package datalayer.bench;

import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.ArchiveFetch;
import datalayer.venue.ArchiveFile;
import datalayer.venue.ArchiveFile.Span;
import datalayer.venue.BarArchive;
import datalayer.venue.BarHistory;
import datalayer.venue.HistoryFetch;
import datalayer.venue.RequestPriority;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An archive that lists a file per month and per day and delivers none, and nobody behind it. */
record PublishedBars(LocalDate first, LocalDate end) implements BarArchive, BarHistory {

  @Override
  public boolean covers(Series series) {
    return true;
  }

  @Override
  public List<ArchiveFile> list(Series series, TimeRange range) {
    List<ArchiveFile> files = new ArrayList<>();
    for (LocalDate month = first; month.isBefore(end); month = month.plusMonths(1)) {
      add(files, series, Span.MONTH, month, month.plusMonths(1), range);
    }
    for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
      add(files, series, Span.DAY, day, day.plusDays(1), range);
    }
    return files;
  }

  private static void add(
      List<ArchiveFile> files,
      Series series,
      Span span,
      LocalDate from,
      LocalDate to,
      TimeRange range) {
    TimeRange period = new TimeRange(start(from), start(to));
    if (period.intersection(range).isPresent()) {
      String path = "%s/%s/%s.zip".formatted(span, series, from);
      files.add(new ArchiveFile(series, path, period, span, 100_000));
    }
  }

  @Override
  public ArchiveFetch fetch(ArchiveFile file) {
    return new ArchiveFetch.Absent(file);
  }

  @Override
  public Optional<String> publishedChecksum(ArchiveFile file) {
    return Optional.empty();
  }

  @Override
  public HistoryFetch fetch(Series series, TimeRange range, RequestPriority priority) {
    return new HistoryFetch.Unavailable(
        List.of(), RangeSet.of(range), "nobody answers here", null, 1, 0);
  }

  @Override
  public int requests(Series series, long bars) {
    return Math.toIntExact((bars + 999) / 1000);
  }

  @Override
  public Duration expected(Series series, int requests) {
    return Duration.ofMillis(20L * requests);
  }

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
