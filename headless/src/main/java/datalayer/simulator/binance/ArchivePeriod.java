package datalayer.simulator.binance;

import datalayer.market.TimeRange;
import datalayer.simulator.truth.Listing;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * A day or a month of a series, and the file that the archive keeps of it.
 *
 * @param first the first day, UTC
 */
record ArchivePeriod(ArchiveShelf shelf, LocalDate first) {

  /** Spot files count microseconds from this day on. */
  private static final LocalDate MICROS = LocalDate.of(2025, 1, 1);

  /** Futures files have a header from about this day on. */
  private static final LocalDate HEADERS = LocalDate.of(2022, 1, 1);

  private static final int MONTH = "2026-01".length();

  ArchivePeriod next() {
    return new ArchivePeriod(shelf, end());
  }

  /** The key of the zip. */
  String key() {
    String day = first.toString();
    return shelf.prefix() + (shelf.monthly() ? day.substring(0, MONTH) : day) + ".zip";
  }

  /** The name of the zip without its ending. */
  String stem() {
    String key = key();
    return key.substring(key.lastIndexOf('/') + 1, key.length() - ".zip".length());
  }

  Listing listing() {
    return shelf.listing();
  }

  /** The length of its bars in milliseconds. */
  long step() {
    return shelf.timeframe().millis();
  }

  TimeRange range() {
    return new TimeRange(start(first), start(end()));
  }

  /** The part of it in which the listing traded, from the open time of the first bar on. */
  Optional<TimeRange> traded() {
    Instant from = shelf.timeframe().floor(listing().from());
    Instant until = listing().until();
    return range().intersection(new TimeRange(from, until == null ? Instant.MAX : until));
  }

  /** When the file is due: a day's some hours after it, a month's after the next first Monday. */
  Instant due(Duration dailyDelay, Duration monthlyDelay) {
    if (!shelf.monthly()) {
      return start(end()).plus(dailyDelay);
    }
    return start(end().with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY))).plus(monthlyDelay);
  }

  boolean hasHeader() {
    return !listing().isSpot() && !first.isBefore(HEADERS);
  }

  /** Parts of a millisecond in which the file counts time. */
  int unit() {
    return listing().isSpot() && !first.isBefore(MICROS) ? 1000 : 1;
  }

  private LocalDate end() {
    return shelf.monthly() ? first.plusMonths(1) : first.plusDays(1);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
