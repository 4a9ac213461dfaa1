package datalayer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.app.cli.GapsCommand.Hole;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.control.CoverageSpan;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A repair is of what is listed. */
final class GapsCommandTest {

  private static final String BTC = "binance:spot:BTC/USDT:";
  private static final String ETH = "binance:spot:ETH/USDT:";

  @Test
  void seriesThatAreNotListedAreNotAskedFor() {
    List<BackfillRequest> repairs =
        GapsCommand.repairs(
            List.of(hole(BTC + "1m", 3, 4), hole(BTC + "1m", 8, 9), hole(ETH + "1h", 1, 2)), 2);
    assertThat(repairs.stream().flatMap(request -> request.series().stream()))
        .containsExactlyInAnyOrder(Series.parse(BTC + "1m"), Series.parse(ETH + "1h"));
    assertThat(repairs).extracting(BackfillRequest::range).containsExactly(days(3, 9), days(1, 2));
    assertThat(repairs)
        .extracting(BackfillRequest::title)
        .containsExactly("repair 2 gaps", "repair 1 gap");
    assertThat(repairs)
        .allSatisfy(request -> {
          assertThat(request.load()).isEqualTo(Load.HOLES);
          assertThat(request.maxConcurrency()).isEqualTo(2);
        });
  }

  @Test
  void timeframesOfTheSameInstrumentsShareARun() {
    List<BackfillRequest> repairs =
        GapsCommand.repairs(
            List.of(
                hole(BTC + "1m", 3, 4),
                hole(ETH + "1m", 3, 4),
                hole(BTC + "1h", 5, 6),
                hole(ETH + "1h", 3, 4),
                hole(ETH + "5m", 7, 8)),
            4);
    assertThat(repairs)
        .extracting(BackfillRequest::series)
        .satisfiesExactly(
            four -> assertThat(four).hasSize(4),
            one -> assertThat(one).containsExactly(Series.parse(ETH + "5m")));
    assertThat(repairs.getFirst().range()).isEqualTo(days(3, 6));
  }

  private static Hole hole(String series, int from, int to) {
    return new Hole(
        Series.parse(series),
        new CoverageSpan(days(from, to), CoverageSpan.State.MISSING, "not asked for yet"));
  }

  private static TimeRange days(int from, int to) {
    Instant first = Instant.parse("2026-01-01T00:00:00Z");
    return new TimeRange(first.plusSeconds(86_400L * from), first.plusSeconds(86_400L * to));
  }
}
