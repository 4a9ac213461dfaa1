package datalayer.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.Plan.ArchiveSource;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.backfill.Plan.SeriesPlan;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lanes on other machines rely on: a chunk reads back as it was written. */
final class PlanJsonTest {

  private static final Series LTC = Series.parse("binance:swap:LTC/USDT:1m");
  private static final TimeRange MONTH =
      new TimeRange(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));
  private static final TimeRange DAY =
      new TimeRange(Instant.parse("2026-02-10T00:00:00Z"), Instant.parse("2026-02-11T00:00:00Z"));
  private static final PlannedChunk CHUNK =
      new PlannedChunk(
          LTC,
          MONTH,
          RangeSet.of(MONTH).minus(RangeSet.of(DAY)),
          List.of(new ArchiveSource("data/a.zip", MONTH, 4711)),
          List.of(new ArchiveSource("data/b.zip", DAY, -1)),
          true,
          3,
          4711,
          Duration.ofMillis(1500));

  @Test
  void aChunkReadsBack() {
    String json = PlanJson.write(CHUNK);
    assertThat(PlanJson.read(json, PlannedChunk.class)).isEqualTo(CHUNK);
  }

  @Test
  void aPlanReadsBack() {
    BackfillRequest request =
        new BackfillRequest(
            "test", List.of(LTC.instrument()), List.of(LTC.timeframe()), MONTH, Load.HOLES, 4);
    Plan plan =
        new Plan(
            "p-0001",
            request,
            MONTH.to(),
            List.of(new SeriesPlan(LTC, 10, 9, 8, 7, 6, 5, 4, List.of(CHUNK))),
            List.of("Worth reading."),
            Duration.ofMinutes(3),
            "assumed");
    assertThat(PlanJson.read(PlanJson.write(plan), Plan.class)).isEqualTo(plan);
  }
}
