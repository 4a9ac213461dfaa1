package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.control.BarColumns;
import datalayer.control.Control;
import datalayer.control.ControlException;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.control.Query;
import datalayer.control.SystemStatus;
import datalayer.control.Verdict;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.monitor.Check;
import datalayer.simulator.ArchiveServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every control does, in process or over HTTP, over the whole core and real files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ControlContract {

  private static final Series LTC = Series.parse("binance:swap:LTC/USDT:1m");
  private static final Series NONE = Series.parse("binance:swap:NONE/USDT:5m");
  private static final TimeRange DAY =
      new TimeRange(Instant.parse("2026-02-10T00:00:00Z"), Instant.parse("2026-02-11T00:00:00Z"));
  private static final TimeRange WITH_EVE =
      new TimeRange(Instant.parse("2026-02-09T12:00:00Z"), DAY.to());
  private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

  private @Nullable ArchiveServer archive;
  private @Nullable TestSystem system;
  private @Nullable Control control;

  /** The control under test, over this core. */
  abstract Control over(Headless headless);

  /** Lets go of what {@link #over} made. */
  abstract void release();

  @BeforeAll
  void landADay(@TempDir Path data) throws IOException {
    archive = ArchiveServer.serving(RealData.archive());
    system = new TestSystem(data, archive);
    control = over(system.headless);
    Plan plan = control().plan(TestSystem.request(LTC, DAY, Load.MISSING));
    assertThat(plan.rows()).isEqualTo(1440);
    String run = control().start(plan);
    assertThat(awaitEnd(run).state()).isEqualTo(RunState.COMPLETE);
  }

  @AfterAll
  void close() {
    release();
    if (system != null) {
      system.close();
    }
    if (archive != null) {
      archive.close();
    }
  }

  private Control control() {
    return Objects.requireNonNull(control);
  }

  private RunProgress awaitEnd(String id) {
    long end = System.nanoTime() + LONGEST_RUN.toNanos();
    RunProgress run = control().run(id).orElseThrow();
    while (!run.state().isOver()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the run does not end: " + run);
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
      run = control().run(id).orElseThrow();
    }
    return run;
  }

  @Test
  void theSnapshotHoldsTheRunWithItsChunks() {
    long end = System.nanoTime() + LONGEST_RUN.toNanos();
    while (control().snapshot().runs().isEmpty()
        || !control().snapshot().runs().getFirst().state().isOver()) {
      assertThat(System.nanoTime()).isLessThan(end);
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
    RunProgress run = control().snapshot().runs().getFirst();

    assertThat(run.rowsLanded()).isEqualTo(1440);
    assertThat(run).isEqualTo(control().run(run.id()).orElseThrow());
    assertThat(run.chunks()).isNotEmpty();
  }

  @Test
  void seriesAndInstruments() {
    assertThat(control().series()).contains(LTC);
    assertThat(control().instruments()).contains(LTC.instrument());
    assertThat(control().asked()).containsEntry(LTC, DAY);
  }

  @Test
  void extent() {
    assertThat(control().extent(LTC)).contains(DAY);
    assertThat(control().extent(NONE)).isEmpty();
  }

  @Test
  void bars() {
    BarColumns bars = control().bars(LTC, WITH_EVE);

    assertThat(bars.size()).isEqualTo(1440);
    assertThat(bars.openTimes()[0]).isEqualTo(DAY.from().toEpochMilli());
    assertThat(bars.high()[700]).isGreaterThanOrEqualTo(bars.low()[700]);
    assertThat(bars.source(3)).isEqualTo(BarColumns.Source.ARCHIVE);
    assertThat(control().bars(NONE, DAY).size()).isZero();
  }

  @Test
  void coverage() {
    assertThat(control().coverage(LTC, WITH_EVE))
        .extracting(CoverageSpan::state)
        .containsExactly(State.NOT_LISTED, State.COMPLETE);
  }

  @Test
  void aPlanComesBackAsItWasMade() {
    Plan plan = control().plan(TestSystem.request(LTC, WITH_EVE, Load.MISSING));

    assertThat(plan.rows()).isEqualTo(720);
    assertThat(plan.request()).isEqualTo(TestSystem.request(LTC, WITH_EVE, Load.MISSING));
    assertThat(plan.series().getFirst().chunks()).isNotEmpty();
  }

  @Test
  void aRunThatIsNotThere() {
    assertThat(control().run("b-9999")).isEmpty();
    assertThat(control().run("../etc/passwd?x=1")).isEmpty();
  }

  @Test
  void queries() {
    assertThat(answer("SELECT count() AS n FROM bars_current", false)).isEqualTo("n\n1440\n");
    assertThat(answer("SELECT 'Ärger' AS wort", false)).isEqualTo("wort\nÄrger\n");
  }

  @Test
  void aQueryThatOnlyReadsMayNotWrite() {
    assertThatThrownBy(() -> answer("CREATE TABLE t (a Int8) ENGINE = Memory", false))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("readonly");
    assertThat(answer("CREATE TABLE t (a Int8) ENGINE = Memory", true)).isEmpty();
  }

  @Test
  void aQueryThatIsNoneIsRefusedInClickHousesWords() {
    assertThatThrownBy(() -> answer("SELECT frobnicate", false))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("refused")
        .hasMessageContaining("frobnicate");
  }

  private String answer(String sql, boolean write) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    control().query(new Query(sql, "TabSeparatedWithNames", write), answer);
    return answer.toString(StandardCharsets.UTF_8);
  }

  @Test
  void verification() {
    Verdict verdict = control().verify();

    assertThat(verdict.isClean()).isTrue();
    assertThat(verdict.series()).isEqualTo(1);
  }

  @Test
  void status() {
    SystemStatus status = control().status();

    assertThat(status.checks())
        .extracting(Check::name)
        .containsExactly("migrations", "clickhouse", "operations", "spool", "disk");
    assertThat(status.isReady()).as(status.checks().toString()).isTrue();
    SystemStatus.Holdings holdings = Objects.requireNonNull(status.holdings());
    assertThat(holdings.bars()).isEqualTo(1440);
    assertThat(holdings.present()).isEqualTo(holdings.expected()).isEqualTo(1440);
    assertThat(holdings.completeSeries()).isEqualTo(1);
    assertThat(status.spool().files()).isZero();
    assertThat(status.runs()).containsEntry("complete", 1);
  }

  @Test
  void instrumentsAreEntered() {
    Instrument doge = Series.parse("binance:spot:DOGE/USDT:1m").instrument();
    control().register(List.of(doge));

    assertThat(control().instruments()).contains(doge);
  }
}
