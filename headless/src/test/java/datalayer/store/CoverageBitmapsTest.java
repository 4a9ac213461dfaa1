package datalayer.store;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What bitmaps say is what bars there are: of whole days, days with holes and nearly empty ones.
 */
final class CoverageBitmapsTest {

  private static final long DAY = 86_400_000L;
  private static final Instant FIRST = Instant.parse("2026-02-27T00:00:00Z");
  private static final int DAYS = 6;

  private final ClickHouse clickHouse = TestStore.migrated();

  @AfterEach
  void close() {
    clickHouse.execute("DROP DATABASE IF EXISTS ${database}");
    clickHouse.close();
  }

  @ParameterizedTest
  @EnumSource
  void saysWhichBarsAreThere(Timeframe timeframe) {
    Series series = Series.parse("binance:swap:LTC/USDT:" + timeframe.label());
    Random random = new Random(timeframe.millis());
    // From all bars of a day to none of them; the last two lose the first or the last one only.
    double[] shares = {1, 0.97, 0.6, 0.4, 0.01, 1};
    List<Long> bars =
        IntStream.range(0, DAYS)
            .boxed()
            .flatMap(day ->
                IntStream.range(0, timeframe.barsPerDay())
                    .filter(bar -> random.nextDouble() < shares[day])
                    .filter(bar -> day != DAYS - 1 || (bar > 0 && bar < timeframe.barsPerDay() - 1))
                    .mapToObj(bar -> FIRST.toEpochMilli() + day * DAY + bar * timeframe.millis()))
            .toList();
    insert(series, bars);

    TimeRange all = TimeRange.ofMillis(FIRST.toEpochMilli(), FIRST.toEpochMilli() + DAYS * DAY);
    TimeRange part =
        TimeRange.ofMillis(all.from().toEpochMilli() + DAY / 2, all.to().toEpochMilli() - DAY / 2);
    for (TimeRange asked : List.of(all, part)) {
      assertThat(new CoverageBitmaps(clickHouse).present(List.of(series), asked))
          .isEqualTo(Map.of(series, expected(bars, timeframe).intersection(RangeSet.of(asked))));
    }
  }

  private static RangeSet expected(List<Long> bars, Timeframe timeframe) {
    return RangeSet.of(
        bars.stream().map(open -> TimeRange.ofMillis(open, open + timeframe.millis())).toList());
  }

  /** The bitmaps as the view makes them, each bar twice and in two parts. */
  private void insert(Series series, List<Long> bars) {
    for (int part = 0; part < 2; part++) {
      int remainder = part;
      String times =
          bars.stream()
              .filter(open -> remainder == 0 || open / DAY % 2 == 0)
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      clickHouse.execute(
          "INSERT INTO ${database}.bar_coverage SELECT %s, '%s', toDate(t) AS day, groupBitmapState(toUInt16(toHour(t) * 60 + toMinute(t))) FROM (SELECT fromUnixTimestamp64Milli(arrayJoin([%s]), 'UTC') AS t) GROUP BY day"
              .formatted(
                  Long.toUnsignedString(series.instrument().id()),
                  series.timeframe().label(),
                  times));
    }
  }
}
