package datalayer.backfill;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** Bars whose figures follow from their open time. */
final class Walk {

  private Walk() {}

  static List<Bar> bars(Series series, TimeRange range) {
    List<Bar> bars = new ArrayList<>();
    long step = series.timeframe().millis();
    for (long t = range.from().toEpochMilli(); t < range.to().toEpochMilli(); t += step) {
      long price = 1_000 + t / step % 97;
      Amount value = Amount.parse(price + ".25");
      bars.add(
          new Bar(
              t, value, value, value, value, Amount.parse("1.5"), null, Bar.NOT_GIVEN, null, null));
    }
    return bars;
  }

  static List<Bar> without(List<Bar> bars, TimeRange range) {
    return bars.stream().filter(b -> !range.contains(b.openTime())).toList();
  }
}
