package datalayer.simulator.binance;

import datalayer.market.Timeframe;
import datalayer.simulator.truth.Listing;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Where the archive keeps the daily or the monthly files of a series.
 *
 * @param prefix what the key of each of them starts with, up to the date
 */
record ArchiveShelf(Listing listing, Timeframe timeframe, boolean monthly, String prefix) {

  private static final String ZIP = ".zip";

  ArchiveShelf(Listing listing, Timeframe timeframe, boolean monthly) {
    this(
        listing,
        timeframe,
        monthly,
        String.join(
            "/",
            BinanceMarket.of(listing).archivePath(),
            monthly ? "monthly" : "daily",
            "klines",
            listing.id(),
            timeframe.label(),
            listing.id() + "-" + timeframe.label() + "-"));
  }

  /** The period that holds the listing's first bar. */
  ArchivePeriod first() {
    LocalDate day = LocalDate.ofInstant(listing.from(), ZoneOffset.UTC);
    return new ArchivePeriod(this, monthly ? day.withDayOfMonth(1) : day);
  }

  /** The period whose zip has exactly that key. */
  Optional<ArchivePeriod> period(String key) {
    if (!key.startsWith(prefix) || !key.endsWith(ZIP)) {
      return Optional.empty();
    }
    String date = key.substring(prefix.length(), key.length() - ZIP.length());
    try {
      LocalDate first = monthly ? YearMonth.parse(date).atDay(1) : LocalDate.parse(date);
      return Optional.of(new ArchivePeriod(this, first)).filter(p -> p.key().equals(key));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
