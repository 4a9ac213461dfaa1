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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is said when a plan does not hold any more. */
final class DriftTest {

  private static final Series BTC = Series.parse("binance:spot:BTC/USDT:1m");
  private static final TimeRange FEBRUARY = range("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");
  private static final TimeRange TENTH = range("2026-02-10T00:00:00Z", "2026-02-11T00:00:00Z");
  private static final RangeSet MONTH = RangeSet.of(FEBRUARY);
  private static final RangeSet DAY = RangeSet.of(TENTH);
  private static final ArchiveSource MONTHLY = new ArchiveSource("m/BTC-02.zip", FEBRUARY, 500);
  private static final ArchiveSource DAILY = new ArchiveSource("d/BTC-02-10.zip", TENTH, 20);
  private static final long ALL = 40_320;
  private static final long ONE = 1_440;

  private record Case(String name, SeriesPlan shown, SeriesPlan fresh, List<String> sentences) {}

  @TestFactory
  Stream<DynamicTest> sentences() {
    SeriesPlan whole = files(MONTH, ALL, 0, 0, 0, MONTHLY);
    return Stream.of(
            new Case("nothing changed", whole, whole, List.of()),
            new Case(
                "bars arrived",
                whole,
                files(MONTH.minus(DAY), ALL - ONE, ONE, 0, 0, MONTHLY),
                List.of("1,440 bars of binance:spot:BTC/USDT:1m arrived meanwhile.")),
            new Case(
                "everything arrived",
                whole,
                files(RangeSet.EMPTY, 0, ALL, 0, 0),
                List.of("40,320 bars of binance:spot:BTC/USDT:1m arrived meanwhile.")),
            new Case(
                "bars were confirmed empty",
                files(DAY, ONE, ALL - ONE, 0, 0, DAILY),
                files(RangeSet.EMPTY, 0, ALL - ONE, ONE, 0),
                List.of(
                    "1,440 bars of binance:spot:BTC/USDT:1m were found empty at the venue meanwhile.")),
            new Case(
                "somebody asked in vain",
                files(DAY, ONE, ALL - ONE, 0, 0, DAILY),
                files(RangeSet.EMPTY, ONE, ALL - ONE, 0, ONE),
                List.of(
                    "1,440 bars of binance:spot:BTC/USDT:1m were asked for meanwhile and wait for their next attempt.")),
            new Case(
                "bars were lost",
                files(RangeSet.EMPTY, 0, ALL, 0, 0),
                files(DAY, ONE, ALL - ONE, 0, 0, DAILY),
                List.of("1,440 bars of binance:spot:BTC/USDT:1m were there and are missing now.")),
            new Case(
                "a hole was opened again",
                files(RangeSet.EMPTY, 0, ALL - ONE, ONE, 0),
                files(DAY, ONE, ALL - ONE, 0, 0, DAILY),
                List.of(
                    "1,440 bars of binance:spot:BTC/USDT:1m would be fetched that were not in the plan.")),
            new Case(
                "a file was published",
                requests(DAY, ONE, ALL - ONE),
                files(DAY, ONE, ALL - ONE, 0, 0, DAILY),
                List.of("BTC-02-10.zip was published meanwhile.")),
            new Case(
                "a file was replaced",
                whole,
                files(MONTH, ALL, 0, 0, 0, new ArchiveSource(MONTHLY.path(), FEBRUARY, 1501)),
                List.of("BTC-02.zip was replaced meanwhile: 1,501 bytes instead of 500.")),
            new Case(
                "a file is gone",
                whole,
                files(MONTH, ALL, 0, 0, 0, DAILY),
                List.of(
                    "BTC-02-10.zip was published meanwhile.",
                    "BTC-02.zip is not published any more.")),
            new Case(
                "files were read and lacked bars, which are asked for by request now",
                files(DAY, ONE, ALL - ONE, 0, 0, DAILY),
                requests(DAY, ONE, ALL - ONE),
                List.of()))
        .map(c ->
            DynamicTest.dynamicTest(
                c.name(),
                () ->
                    assertThat(Drift.between(plan(c.shown()), plan(c.fresh())).sentences())
                        .isEqualTo(c.sentences())));
  }

  private static SeriesPlan files(
      RangeSet wanted, long missing, long have, long empty, long waiting, ArchiveSource... files) {
    List<PlannedChunk> chunks =
        wanted.isEmpty()
            ? List.of()
            : List.of(
                new PlannedChunk(
                    BTC,
                    MonthSources.hull(wanted),
                    wanted,
                    List.of(files),
                    List.of(),
                    false,
                    0,
                    500,
                    Duration.ZERO));
    return new SeriesPlan(BTC, missing, have, 0, empty, waiting, 0, 0, chunks);
  }

  private static SeriesPlan requests(RangeSet wanted, long missing, long have) {
    PlannedChunk chunk =
        new PlannedChunk(
            BTC,
            MonthSources.hull(wanted),
            wanted,
            List.of(),
            List.of(),
            false,
            2,
            500,
            Duration.ZERO);
    return new SeriesPlan(BTC, missing, have, 0, 0, 0, 0, 0, List.of(chunk));
  }

  private static Plan plan(SeriesPlan series) {
    BackfillRequest request = TestBackfill.request(BTC, FEBRUARY, Load.MISSING);
    return new Plan("p-0001", request, FEBRUARY.to(), List.of(series), List.of());
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(Instant.parse(from), Instant.parse(to));
  }
}
