package datalayer.venue.binance;

import datalayer.market.MarketType;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.ArchiveFile;
import datalayer.venue.ArchiveFile.Span;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the archive keeps the files of one series, and what their names promise. */
record ArchivePaths(Series series) {

  private static final String ZIP = ".zip";

  /** What every file of that span starts with, up to the date. */
  String prefix(Span span) {
    String market = series.instrument().type() == MarketType.SPOT ? "data/spot" : "data/futures/um";
    String id = BinanceSymbols.id(series.instrument());
    String timeframe = series.timeframe().label();
    String folder =
        switch (span) {
          case MONTH -> "monthly";
          case DAY -> "daily";
        };
    return "%s/%s/klines/%s/%s/%s-%s-".formatted(market, folder, id, timeframe, id, timeframe);
  }

  ArchiveFile month(YearMonth month, long bytes) {
    TimeRange period = new TimeRange(start(month.atDay(1)), start(month.plusMonths(1).atDay(1)));
    return new ArchiveFile(series, prefix(Span.MONTH) + month + ZIP, period, Span.MONTH, bytes);
  }

  ArchiveFile day(LocalDate day, long bytes) {
    TimeRange period = new TimeRange(start(day), start(day.plusDays(1)));
    return new ArchiveFile(series, prefix(Span.DAY) + day + ZIP, period, Span.DAY, bytes);
  }

  /** The file of that key, or nothing when the key is not exactly one of this series and span. */
  Optional<ArchiveFile> file(Span span, String key, long bytes) {
    String prefix = prefix(span);
    if (!key.startsWith(prefix) || !key.endsWith(ZIP)) {
      return Optional.empty();
    }
    try {
      String date = key.substring(prefix.length(), key.length() - ZIP.length());
      ArchiveFile file =
          switch (span) {
            case MONTH -> month(YearMonth.parse(date), bytes);
            case DAY -> day(LocalDate.parse(date), bytes);
          };
      return file.path().equals(key) ? Optional.of(file) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The address of a path, each part of it percent-encoded. */
  static URI address(URI archive, String path) {
    String encoded =
        Arrays.stream(path.split("/", -1))
            .map(BinanceSymbols::encoded)
            .collect(Collectors.joining("/"));
    String start = archive.toString();
    return URI.create(start.endsWith("/") ? start + encoded : start + "/" + encoded);
  }

  static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
