package datalayer.app.kill;

import datalayer.app.RealData;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * The first days of a month of a series that the archive has a file of, written {@code
 * LTCUSDT-2026-02+10}.
 */
record SeriesMonth(String symbol, YearMonth month, int days) {

  static SeriesMonth parse(String text) {
    int dash = text.indexOf('-');
    int plus = text.indexOf('+');
    return new SeriesMonth(
        text.substring(0, dash),
        YearMonth.parse(text.substring(dash + 1, plus)),
        Integer.parseInt(text.substring(plus + 1)));
  }

  /** Fewer or more days of the same month. */
  SeriesMonth first(int others) {
    return new SeriesMonth(symbol, month, others);
  }

  Series series() {
    return Series.parse("binance:swap:" + symbol.replace("USDT", "/USDT") + ":1m");
  }

  TimeRange range() {
    return new TimeRange(
        month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
        month.atDay(1).plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  Path zip() {
    return RealData.monthly(symbol, month.toString());
  }

  @Override
  public String toString() {
    return "%s-%s+%d".formatted(symbol, month, days);
  }
}
