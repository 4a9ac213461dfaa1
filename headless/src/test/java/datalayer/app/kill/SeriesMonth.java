package datalayer.app.kill;

import datalayer.app.RealData;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** A month of a series that the archive has a file of, written {@code LTCUSDT-2026-02}. */
record SeriesMonth(String symbol, YearMonth month) {

  static SeriesMonth parse(String text) {
    int dash = text.indexOf('-');
    return new SeriesMonth(text.substring(0, dash), YearMonth.parse(text.substring(dash + 1)));
  }

  Series series() {
    return Series.parse("binance:swap:" + symbol.replace("USDT", "/USDT") + ":1m");
  }

  TimeRange range() {
    return new TimeRange(
        month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
        month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  Path zip() {
    return RealData.monthly(symbol, month.toString());
  }

  @Override
  public String toString() {
    return symbol + "-" + month;
  }
}
