package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkState;
import datalayer.backfill.Load;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.control.ControlException;
import datalayer.landing.FaultPoint;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveServer;
import datalayer.simulator.BarWalk;
import datalayer.simulator.Fault;
import datalayer.store.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator may tell a run, and that a run outlives its process. */
final class RunLifeTest {

  private static final Series XRP = Series.parse("binance:swap:XRP/USDT:1h");
  private static final YearMonth FIRST = YearMonth.of(2025, 1);
  private static final int MONTHS = 4;
  private static final TimeRange RANGE =
      new TimeRange(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-05-01T00:00:00Z"));
  private static final long BARS = Timeframe.H1.barsIn(RANGE);

  private final AtomicReference<FaultPoint.Observer> observer =
      new AtomicReference<>(FaultPoint.Observer.NONE);
  private final String database = TestEngine.freshDatabase();

  @TempDir Path data;
  private ArchiveServer archive;
  private TestSystem system;

  @BeforeEach
  void open() throws IOException {
    archive = ArchiveServer.empty();
    List<Bar> bars = new BarWalk(7, Timeframe.H1).over(RANGE);
    for (int i = 0; i < MONTHS; i++) {
      YearMonth month = FIRST.plusMonths(i);
      archive.put(
          ArchiveFiles.usdtMargined("XRPUSDT", Timeframe.H1)
              .month(
                  month,
                  bars.stream()
                      .filter(
                          b -> YearMonth.from(b.opensAt().atOffset(ZoneOffset.UTC)).equals(month))
                      .toList()));
    }
    system = start();
  }

  @AfterEach
  void close() {
    system.close();
    archive.close();
  }

  @Test
  void pauseHoldsAfterTheChunkInFlightAndResumeGoesOnWhereItStopped() throws Exception {
    Held held = holdFirstFetched();
    String id = start(1);
    held.awaitReached();

    system.headless.control().pause(id);
    assertThat(run(id).state()).isEqualTo(RunState.PAUSED);
    held.release();
    awaitState(id, ChunkState.VERIFIED, 1);

    assertThat(run(id).state()).isEqualTo(RunState.PAUSED);
    assertThat(run(id).outcome()).isEqualTo("Paused.");
    assertThatThrownBy(() -> system.headless.control().pause(id))
        .isInstanceOf(ControlException.class)
        .hasMessage(id + " is paused and cannot be paused");

    system.headless.control().resume(id);

    complete(id);
    assertThat(run(id).chunks()).allMatch(c -> c.attempts().size() == 1);
  }

  @Test
  void cancelIsForGoodAndLeavesWhatWasFetched() throws Exception {
    Held held = holdFirstFetched();
    String id = start(1);
    held.awaitReached();

    system.headless.control().cancel(id);
    held.release();

    assertThat(system.headless.backfills().await(id, 60_000)).isTrue();
    assertThat(run(id).state()).isEqualTo(RunState.CANCELLED);
    assertThat(run(id).outcome()).startsWith("Cancelled after ").endsWith(" of 4 chunks.");
    assertThat(run(id).chunks()).filteredOn(c -> c.state() == ChunkState.OPEN).hasSizeBetween(3, 4);
    assertThatThrownBy(() -> system.headless.control().resume(id))
        .hasMessage(id + " is cancelled, not paused");
    assertThatThrownBy(() -> system.headless.control().retry(id))
        .hasMessage(id + " was cancelled; plan the same again to fetch what is missing");
    assertThatThrownBy(() -> system.headless.control().pause("b-9999"))
        .hasMessage("there is no run b-9999; backfill list shows the newest");
  }

  @Test
  void retryOpensFailedChunksAgainAndKeepsTheirAttempts() throws Exception {
    archive.faults().always("XRPUSDT-1h-2025-02\\.zip$", Fault.flipByte(500));
    String id = start(2);
    assertThat(system.headless.backfills().await(id, 60_000)).isTrue();
    assertThat(run(id).state()).isEqualTo(RunState.INCOMPLETE);
    assertThat(run(id).outcome()).isEqualTo("672 bars stay missing; 1 chunk failed.");
    assertThat(run(id).rowsMissing()).isEqualTo(672);

    archive.faults().clear();
    system.headless.control().retry(id);

    complete(id);
    assertThat(run(id).chunks().get(1).attempts())
        .extracting(ChunkProgress.Attempt::succeeded)
        .containsExactly(false, true);
    assertThatThrownBy(() -> system.headless.control().retry(id))
        .hasMessage("no chunk of " + id + " failed");
  }

  @Test
  void aRunGoesOnByItselfWhenTheProcessComesBack() throws Exception {
    Held held = holdFirstFetched();
    String id = start(1);
    held.awaitReached();
    Thread closing = Thread.ofPlatform().start(() -> system.close());
    while (closing.getState() != Thread.State.WAITING
        && closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    held.release();
    closing.join();

    system = start();

    assertThat(run(id).state()).isEqualTo(RunState.RUNNING);
    complete(id);
  }

  /** As after kill -9: the lane held a chunk when its process went. */
  @Test
  void aChunkThatADeadProcessHadInItsHandsIsTakenUpAgain() throws Exception {
    Held held = holdFirstFetched();
    String id = start(1);
    held.awaitReached();
    system.headless.control().pause(id);
    // The lane's right falls, as it does when another process begins to work it.
    system.headless.ledger().transaction(tx -> tx.lanes().begin(id, 1, "elsewhere"));
    held.release();
    system.close();
    system = start();
    assertThat(run(id).chunks().getFirst().state())
        .as("nobody finished it")
        .isEqualTo(ChunkState.WORKING);

    system.headless.control().resume(id);

    complete(id);
    assertThat(run(id).chunks().getFirst().attempts())
        .extracting(ChunkProgress.Attempt::outcome)
        .first()
        .isEqualTo("interrupted: the process that worked it stopped");
  }

  private void complete(String id) throws InterruptedException {
    assertThat(system.headless.backfills().await(id, 60_000)).as("%s", run(id)).isTrue();
    RunProgress run = run(id);
    assertThat(run.state()).as(run.outcome()).isEqualTo(RunState.COMPLETE);
    assertThat(run.rowsLanded()).isEqualTo(BARS);
    assertThat(run.rowsMissing()).isZero();
    for (String table : List.of("landing_bars", "bars_snapshots", "bars_current FINAL")) {
      assertThat(system.count(table)).as(table).isEqualTo(BARS);
    }
    assertThat(system.count("snapshots")).isEqualTo(1);
    assertThat(system.openIntents()).isEmpty();
  }

  private String start(int lanes) {
    return system
        .headless
        .control()
        .start(
            system.plan(
                new BackfillRequest(
                    "life",
                    List.of(XRP.instrument()),
                    List.of(XRP.timeframe()),
                    RANGE,
                    Load.MISSING,
                    lanes)));
  }

  private TestSystem start() {
    return new TestSystem(data, archive, database, point -> observer.get().reached(point));
  }

  private RunProgress run(String id) {
    return system.headless.control().run(id).orElseThrow();
  }

  private void awaitState(String id, ChunkState state, int chunks) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (run(id).chunks().stream().filter(c -> c.state() == state).count() < chunks) {
      assertThat(System.nanoTime()).as("%s", run(id)).isLessThan(end);
      system.headless.backfills().await(id, 20);
    }
  }

  private Held holdFirstFetched() {
    Held held = new Held();
    observer.set(held);
    return held;
  }

  /** Holds the first chunk that was fetched, and only that one. */
  private static final class Held implements FaultPoint.Observer {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void reached(FaultPoint point) {
      if (point == FaultPoint.FETCHED && reached.getCount() > 0) {
        reached.countDown();
        try {
          released.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    void awaitReached() throws InterruptedException {
      assertThat(reached.await(60, TimeUnit.SECONDS)).as("a chunk was fetched").isTrue();
    }

    void release() {
      released.countDown();
    }
  }
}
