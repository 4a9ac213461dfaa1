package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.control.CoverageSpan;
import datalayer.ledger.Incident;
import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveServer;
import datalayer.simulator.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator relies on, with real files of the archive. */
final class ArchiveBackfillTest {

  private static final Series LTC = Series.parse("binance:swap:LTC/USDT:1m");
  private static final TimeRange FEBRUARY =
      new TimeRange(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));
  private static final TimeRange TENTH =
      new TimeRange(Instant.parse("2026-02-10T00:00:00Z"), Instant.parse("2026-02-11T00:00:00Z"));

  @TempDir Path data;
  private ArchiveServer archive;
  private TestSystem system;

  @BeforeEach
  void open() throws IOException {
    archive = ArchiveServer.serving(RealData.archive());
    system = new TestSystem(data, archive);
  }

  @AfterEach
  void close() {
    if (system != null) {
      system.close();
    }
    if (archive != null) {
      archive.close();
    }
  }

  @Test
  void aMonthLandsWithEveryValueEqualToTheFiles() throws InterruptedException {
    Plan plan = system.plan(TestSystem.request(LTC, FEBRUARY, Load.MISSING));
    assertThat(plan.rows()).isEqualTo(40_320);
    assertThat(plan.files()).isEqualTo(1);

    RunProgress run = system.run(TestSystem.request(LTC, FEBRUARY, Load.MISSING));

    assertThat(run.state()).isEqualTo(RunState.COMPLETE);
    assertThat(system.current(LTC, FEBRUARY))
        .isEqualTo(RealData.rows(RealData.monthly("LTCUSDT", "2026-02")));
    assertThat(system.headless.control().coverage(LTC, FEBRUARY))
        .containsExactly(new CoverageSpan(FEBRUARY, CoverageSpan.State.COMPLETE, ""));

    int before = archive.requests().size();
    RunProgress again = system.run(TestSystem.request(LTC, FEBRUARY, Load.MISSING));

    assertThat(again.state()).isEqualTo(RunState.COMPLETE);
    assertThat(archive.requests()).as("a second run fetches nothing").hasSize(before);
    assertThat(system.count("landing_bars")).as("and writes nothing").isEqualTo(40_320);
  }

  @Test
  void theDailyFilesBringTheSameMonth() throws InterruptedException {
    archive.faults().always("monthly", Fault.status(404));
    archive.faults().always("delimiter", Fault.status(404));

    RunProgress run = system.run(TestSystem.request(LTC, FEBRUARY, Load.MISSING));

    assertThat(run.state()).as(run.outcome()).isEqualTo(RunState.COMPLETE);
    assertThat(system.fetchedSince(0))
        .noneMatch(path -> path.contains("monthly") && !path.isEmpty() && served(path));
    assertThat(system.current(LTC, FEBRUARY))
        .isEqualTo(RealData.rows(RealData.monthly("LTCUSDT", "2026-02")));
  }

  private boolean served(String path) {
    return archive.requests().stream().anyMatch(r -> r.path().equals(path) && r.status() == 200);
  }

  @Test
  void aTruncatedMonthIsPatchedFromDailyFiles() throws InterruptedException {
    Map<Long, Bar> truth = RealData.rows(RealData.monthly("LTCUSDT", "2026-02"));
    List<Bar> truncated =
        truth.values().stream().filter(b -> !TENTH.contains(b.openTime())).toList();
    archive.put(
        ArchiveFiles.usdtMargined("LTCUSDT", Timeframe.M1).month(YearMonth.of(2026, 2), truncated));

    RunProgress run = system.run(TestSystem.request(LTC, FEBRUARY, Load.MISSING));

    assertThat(run.state()).as(run.outcome()).isEqualTo(RunState.COMPLETE);
    assertThat(system.fetchedSince(0))
        .filteredOn(path -> path.contains("/daily/"))
        .singleElement()
        .satisfies(path -> assertThat(path).endsWith("LTCUSDT-1m-2026-02-10.zip"));
    assertThat(system.current(LTC, FEBRUARY)).isEqualTo(truth);
  }

  @Test
  void aDeletedDayIsAnIncidentAndExactlyThatDayIsRepaired() throws InterruptedException {
    system.run(TestSystem.request(LTC, FEBRUARY, Load.MISSING));
    system.headless.control().coverage(LTC, FEBRUARY);
    system
        .headless
        .clickHouse()
        .execute(
            "ALTER TABLE ${database}.bars_current DELETE WHERE toDate(timestamp) = '2026-02-10'",
            Map.of("mutations_sync", "2"));

    assertThat(system.headless.control().coverage(LTC, FEBRUARY))
        .filteredOn(span -> span.state() == CoverageSpan.State.MISSING)
        .containsExactly(
            new CoverageSpan(
                TENTH,
                CoverageSpan.State.MISSING,
                "1440 bars landed and were proven, and are not there any more"));
    assertThat(system.headless.witnesses().incidents())
        .extracting(Incident::range)
        .containsExactly(TENTH);

    int before = archive.requests().size();
    RunProgress repair = system.run(TestSystem.request(LTC, FEBRUARY, Load.MISSING));

    assertThat(repair.state()).as(repair.outcome()).isEqualTo(RunState.COMPLETE);
    assertThat(repair.rowsLanded()).isEqualTo(1440);
    assertThat(system.fetchedSince(before))
        .containsExactly("/data/futures/um/daily/klines/LTCUSDT/1m/LTCUSDT-1m-2026-02-10.zip");
    assertThat(system.headless.witnesses().incidents()).isEmpty();
    assertThat(system.current(LTC, FEBRUARY))
        .isEqualTo(RealData.rows(RealData.monthly("LTCUSDT", "2026-02")));
    assertThat(system.count("bars_snapshots")).isEqualTo(40_320 + 1440);
  }

  @Test
  void aFlippedByteIsQuarantinedAndItsRangeStaysVisiblyMissing()
      throws InterruptedException, IOException {
    Series algo = Series.parse("binance:swap:ALGO/USDT:1m");
    TimeRange september =
        new TimeRange(Instant.parse("2024-09-01T00:00:00Z"), Instant.parse("2024-10-01T00:00:00Z"));
    archive.faults().always("ALGOUSDT-1m-2024-09\\.zip$", Fault.flipByte(1000));

    RunProgress run = system.run(TestSystem.request(algo, september, Load.MISSING));

    assertThat(run.state()).isEqualTo(RunState.INCOMPLETE);
    assertThat(run.outcome()).isEqualTo("43,200 bars stay missing; 1 chunk failed.");
    assertThat(system.count("landing_bars")).as("no row of it counts").isZero();
    assertThat(system.headless.control().coverage(algo, september))
        .singleElement()
        .satisfies(span -> {
          assertThat(span.state()).isEqualTo(CoverageSpan.State.MISSING);
          assertThat(span.range()).isEqualTo(september);
          assertThat(span.reason())
              .startsWith("ALGOUSDT-1m-2024-09.zip: its SHA-256 is ")
              .contains("None of its rows counts");
        });
    try (var kept = Files.list(data.resolve("quarantine"))) {
      assertThat(kept).isNotEmpty();
    }

    archive.faults().clear();
    RunProgress mended = system.run(TestSystem.request(algo, september, Load.MISSING));

    assertThat(mended.state()).isEqualTo(RunState.COMPLETE);
    assertThat(system.current(algo, september).values())
        .as("zero-volume bars are real bars")
        .filteredOn(bar -> bar.volume().equals(Amount.ZERO))
        .hasSize(446);
  }

  @Test
  void aReplacedFileBecomesAnAmendmentWithBothValuesKept() throws InterruptedException {
    Map<Long, Bar> truth = RealData.rows(RealData.monthly("LTCUSDT", "2026-02"));
    system.run(TestSystem.request(LTC, FEBRUARY, Load.MISSING));
    List<Bar> restated = new ArrayList<>(truth.values());
    Bar old = restated.get(1234);
    Bar changed =
        new Bar(
            old.openTime(),
            old.open(),
            old.high(),
            old.low(),
            old.open(),
            Amount.parse("17.001"),
            old.quoteVolume(),
            old.trades(),
            old.takerBuyVolume(),
            old.takerBuyQuoteVolume());
    restated.set(1234, changed);
    archive.put(
        ArchiveFiles.usdtMargined("LTCUSDT", Timeframe.M1).month(YearMonth.of(2026, 2), restated));

    RunProgress run = system.run(TestSystem.request(LTC, FEBRUARY, Load.CHANGED));

    assertThat(run.state()).as(run.outcome()).isEqualTo(RunState.COMPLETE);
    assertThat(run.rowsLanded()).isEqualTo(1);
    assertThat(system.current(LTC, FEBRUARY).get(old.openTime())).isEqualTo(changed);
    assertThat(system.count("bars_snapshots")).isEqualTo(40_321);
    assertThat(system.amendments())
        .singleElement()
        .satisfies(a -> {
          assertThat(a.before())
              .contains("close " + old.close())
              .contains("volume " + old.volume());
          assertThat(a.after()).contains("close " + old.open()).contains("volume 17.001");
          assertThat(a.applied()).isTrue();
        });
    int before = archive.requests().size();
    system.run(TestSystem.request(LTC, FEBRUARY, Load.CHANGED));
    assertThat(system.fetchedSince(before)).as("it is not fetched a third time").isEmpty();
  }

  @Test
  void aLostLedgerIsRebuiltFromTheData() throws Exception {
    String database = system.headless.clickHouse().address().database();
    system.run(TestSystem.request(LTC, FEBRUARY, Load.MISSING));
    system.close();
    Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));

    system = new TestSystem(elsewhere, archive, database);

    assertThat(system.headless.control().coverage(LTC, FEBRUARY))
        .containsExactly(new CoverageSpan(FEBRUARY, CoverageSpan.State.COMPLETE, ""));
    int before = archive.requests().size();
    RunProgress run = system.run(TestSystem.request(LTC, FEBRUARY, Load.MISSING));
    assertThat(run.state()).isEqualTo(RunState.COMPLETE);
    assertThat(run.id()).as("names of runs go on").isEqualTo("b-0002");
    assertThat(archive.requests()).hasSize(before);
  }
}
