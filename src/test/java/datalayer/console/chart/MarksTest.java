package datalayer.console.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import datalayer.control.BarColumns;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarksTest {

  private static final Series SERIES = Series.parse("binance:spot:BTC/USDT:1m");

  /** However far one zooms out, each bar is drawn once and no extreme is lost. */
  @ParameterizedTest
  @ValueSource(ints = {50, 900, 5_000, 100_000, 400_000})
  void everyBarInViewIsInExactlyOneMark(int size) {
    BarColumns bars = BarPyramidTest.bars(new Random(size), size);
    TimeRange extent = TimeRange.ofMillis(0, size * 60_000L);
    ChartData data =
        ChartData.of(
            SERIES,
            extent,
            bars,
            new Coverage(List.of(new CoverageSpan(extent, State.COMPLETE, "")), SERIES.timeframe()),
            Instant.EPOCH);
    Marks marks = new Marks();
    marks.collect(data, TimeScale.showing(extent, 924));
    double drawn = Arrays.stream(marks.volume, 0, marks.count).sum();
    double there = Arrays.stream(bars.volume()).sum();
    assertThat(drawn).isCloseTo(there, within(1e-6 * there));
    assertThat(marks.highest).isEqualTo(Arrays.stream(bars.high()).max().orElseThrow());
    assertThat(marks.lowest).isEqualTo(Arrays.stream(bars.low()).min().orElseThrow());
    assertThat(marks.count).isLessThanOrEqualTo(Math.max(size, 925));
  }
}
