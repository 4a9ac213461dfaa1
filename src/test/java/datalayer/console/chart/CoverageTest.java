package datalayer.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.chart.Coverage.Zone;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoverageTest {

  private static final long MINUTE = 60_000;

  private static CoverageSpan span(long fromMinute, long toMinute, State state) {
    return new CoverageSpan(TimeRange.ofMillis(fromMinute * MINUTE, toMinute * MINUTE), state, "");
  }

  private static Coverage coverage(CoverageSpan... spans) {
    return new Coverage(List.of(spans), Timeframe.M1);
  }

  @Test
  void completeThroughEndsAtTheFirstHoleOfOurs() {
    Coverage coverage =
        coverage(
            span(0, 10, State.COMPLETE),
            span(10, 12, State.EMPTY),
            span(12, 20, State.COMPLETE),
            span(20, 21, State.MISSING),
            span(21, 90, State.COMPLETE));
    assertThat(coverage.completeThrough()).contains(Instant.ofEpochMilli(20 * MINUTE));
    assertThat(coverage.bars(State.MISSING)).isEqualTo(1);
  }

  @Test
  void aSeriesThatBeginsWithAHoleIsCompleteThroughNothing() {
    assertThat(coverage(span(0, 5, State.MISSING), span(5, 9, State.COMPLETE)).completeThrough())
        .isEmpty();
  }

  @Test
  void zoomingOutHidesNoHole() {
    List<CoverageSpan> spans = new ArrayList<>();
    long hole = 750_001;
    spans.add(span(0, hole, State.COMPLETE));
    spans.add(span(hole, hole + 1, State.MISSING));
    spans.add(span(hole + 1, 5_000_000, State.COMPLETE));
    Coverage coverage = new Coverage(spans, Timeframe.M1);
    TimeScale all = TimeScale.showing(TimeRange.ofMillis(0, 5_000_000 * MINUTE), 1000);
    assertThat(coverage.zones(all)).extracting(Zone::bars).containsExactly(1L);
  }

  @Test
  void holesThatTouchOnTheScreenAreOneZoneThatCountsThemAll() {
    Coverage coverage =
        coverage(
            span(0, 100, State.COMPLETE),
            span(100, 101, State.MISSING),
            span(101, 102, State.COMPLETE),
            span(102, 105, State.MISSING),
            span(105, 4000, State.COMPLETE));
    TimeScale far = TimeScale.showing(TimeRange.ofMillis(0, 4000 * MINUTE), 400);
    assertThat(coverage.zones(far)).singleElement().extracting(Zone::bars).isEqualTo(4L);
    TimeScale near = TimeScale.showing(TimeRange.ofMillis(90 * MINUTE, 110 * MINUTE), 400);
    assertThat(coverage.zones(near)).hasSize(2);
  }

  @Test
  void gapsAreFoundFromWhereOneStands() {
    Coverage coverage =
        coverage(
            span(0, 10, State.MISSING),
            span(10, 20, State.COMPLETE),
            span(20, 30, State.MISSING),
            span(30, 40, State.COMPLETE));
    assertThat(coverage.nextGap(5 * MINUTE)).contains(span(20, 30, State.MISSING));
    assertThat(coverage.previousGap(25 * MINUTE)).contains(span(0, 10, State.MISSING));
    assertThat(coverage.nextGap(25 * MINUTE)).isEmpty();
  }
}
