package datalayer.console.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.fx.Figures;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeriesCoverageTest {

  private static final Series SERIES = Series.parse("binance:swap:ETH/USDT:USDT:1m");

  private static CoverageSpan span(String from, String to, State state) {
    return new CoverageSpan(
        new TimeRange(Instant.parse(from), Instant.parse(to)), state, "because");
  }

  private static long cell(Zoom zoom, String at) {
    return zoom.cell(Instant.parse(at).toEpochMilli());
  }

  private final SeriesCoverage coverage =
      SeriesCoverage.of(
          SERIES,
          List.of(
              span("2026-10-05T00:00:00Z", "2026-10-06T07:30:00Z", State.COMPLETE),
              span("2026-10-06T07:30:00Z", "2026-10-06T07:31:00Z", State.MISSING),
              span("2026-10-06T07:31:00Z", "2026-10-08T00:00:00Z", State.COMPLETE),
              span("2026-10-08T00:00:00Z", "2026-10-09T00:00:00Z", State.EMPTY),
              span("2026-10-09T00:00:00Z", "2026-10-09T12:00:00Z", State.DEGRADED),
              span("2026-10-09T12:00:00Z", "2026-10-10T00:00:00Z", State.PENDING)));

  @Test
  void theWorstStateWinsAtEveryZoom() {
    assertThat(coverage.worst(Zoom.DAY, cell(Zoom.DAY, "2026-10-05T00:00:00Z")))
        .isEqualTo(State.COMPLETE);
    String missing = "2026-10-06T07:30:00Z";
    for (Zoom zoom : Zoom.values()) {
      assertThat(coverage.worst(zoom, cell(zoom, missing)))
          .as(zoom.word())
          .isEqualTo(State.MISSING);
    }
    assertThat(coverage.worst(Zoom.MINUTE, cell(Zoom.MINUTE, missing) + 1))
        .isEqualTo(State.COMPLETE);
    assertThat(coverage.worst(Zoom.HOUR, cell(Zoom.HOUR, missing) + 1)).isEqualTo(State.COMPLETE);
    assertThat(coverage.worst(Zoom.DAY, cell(Zoom.DAY, "2026-10-09T01:00:00Z")))
        .isEqualTo(State.DEGRADED);
    assertThat(coverage.worst(Zoom.DAY, cell(Zoom.DAY, "2026-10-04T01:00:00Z")))
        .isEqualTo(State.NOT_LISTED);
    assertThat(coverage.worst(Zoom.YEAR, cell(Zoom.YEAR, "2027-10-04T01:00:00Z")))
        .isEqualTo(State.NOT_LISTED);
  }

  @Test
  void aHundredPercentMeansWhole() {
    assertThat(coverage.share()).isLessThan(1);
    SeriesCoverage nearly =
        SeriesCoverage.of(
            SERIES,
            List.of(
                span("2000-01-01T00:00:00Z", "2026-01-01T00:00:00Z", State.COMPLETE),
                span("2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z", State.MISSING)));
    assertThat(Figures.percent(nearly.share()).replace('\u00a0', ' ')).isEqualTo("99.99 %");
    SeriesCoverage whole =
        SeriesCoverage.of(
            SERIES,
            List.of(
                span("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", State.COMPLETE),
                span("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z", State.EMPTY)));
    assertThat(Figures.percent(whole.share()).replace('\u00a0', ' ')).isEqualTo("100 %");
  }

  @Test
  void problemsAreFoundForwardAndBack() {
    long gap = Instant.parse("2026-10-06T07:30:00Z").toEpochMilli();
    assertThat(coverage.problemAfter(0)).hasValue(gap);
    assertThat(coverage.problemAfter(gap + 60_000))
        .hasValue(Instant.parse("2026-10-09T00:00:00Z").toEpochMilli());
    assertThat(coverage.problemBefore(gap)).isEmpty();
    assertThat(coverage.problemBefore(gap + 60_000)).hasValue(gap + 59_999);
  }

  @Test
  void aCellSaysWhyItIsSo() {
    CellFacts facts = CellFacts.of(coverage, Zoom.DAY, cell(Zoom.DAY, "2026-10-06T00:00:00Z"));
    assertThat(facts.spoken().replace('\u00a0', ' '))
        .isEqualTo("ETH/USDT, Binance swap, 6 Oct, 1 of 1,440 bars missing");
    assertThat(facts.steps())
        .extracting(CellFacts.Step::state)
        .containsExactly(State.COMPLETE, State.MISSING, State.COMPLETE);
    assertThat(facts.steps().get(1).when()).isEqualTo("6 Oct 07:30");
    assertThat(facts.steps().get(1).words().replace('\u00a0', ' '))
        .isEqualTo("Missing, ours, 1 bar: because");
    assertThat(facts.canBeMended()).isTrue();
  }

  @Test
  void weeksBeginOnMondays() {
    long cell = cell(Zoom.YEAR, "2026-11-19T14:07:32Z");
    assertThat(Instant.ofEpochMilli(Zoom.YEAR.start(cell))).isEqualTo("2026-11-16T00:00:00Z");
  }

  @Test
  void aMillionDaysAreAMillionBytesAndAreFoundAtOnce() {
    List<CoverageSpan> spans = new ArrayList<>();
    Instant at = Instant.parse("2017-01-01T00:00:00Z");
    for (int i = 0; i < 1000; i++) {
      Instant end = at.plusSeconds(86_400L * 3);
      State state = i % 2 == 0 ? State.COMPLETE : State.MISSING;
      spans.add(new CoverageSpan(new TimeRange(at, end), state, ""));
      at = end;
    }
    SeriesCoverage large = SeriesCoverage.of(SERIES, spans);
    assertThat(large.dueDays()).isEqualTo(3000);
    assertThat(large.wholeDays()).isEqualTo(1500);
  }
}
