package datalayer.console.backfills;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.RunState;
import datalayer.console.MovingClock;
import datalayer.console.RecordedNotices;
import datalayer.console.SimulatedControl;
import datalayer.console.TestingWork;
import datalayer.console.backfills.BackfillsViewModel.Show;
import datalayer.console.backfills.BackfillsViewModel.State;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackfillsViewModelTest {

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-19T14:07:32Z"));
  private final TestingWork work = new TestingWork();
  private final SimulatedControl control = SimulatedControl.fixture(clock);
  private final RecordedNotices notices = new RecordedNotices();
  private final BackfillsViewModel model = new BackfillsViewModel(control, work, clock, notices);

  private String start() {
    Series series = Series.parse("binance:spot:LTC/USDT:1m");
    return control.start(
        control.plan(
            new BackfillRequest(
                "LTC/USDT, 1m",
                List.of(series.instrument()),
                List.of(series.timeframe()),
                new TimeRange(
                    Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z")),
                Load.MISSING,
                2)));
  }

  private void see() {
    model.accept(control.snapshot());
  }

  @Test
  void rowsKeepTheirPlacesWhileTheyUpdate() {
    see();
    List<RunRow> before = List.copyOf(model.listed());
    String run = start();
    see();
    RunRow fresh = model.listed().getFirst();
    assertThat(fresh.id()).isEqualTo(run);
    assertThat(model.listed().subList(1, 9)).containsExactlyElementsOf(before);
    clock.pass(Duration.ofSeconds(1));
    see();
    assertThat(model.listed().getFirst()).isSameAs(fresh);
    assertThat(fresh.fractionProperty().get()).isBetween(0.01, 0.99);
    clock.pass(Duration.ofMinutes(1));
    see();
    assertThat(fresh.stateProperty().get()).isEqualTo(RunState.COMPLETE);
    assertThat(fresh.percentProperty().get().replace('\u00a0', ' ')).isEqualTo("100 %");
    assertThat(fresh.timeProperty().get()).startsWith("took ");
  }

  @Test
  void theRunThatWasStartedIsSelectedWhenItAppears() {
    see();
    String first = model.listed().getFirst().id();
    String run = start();
    model.await(run);
    RunRow selected = model.selectedProperty().get();
    assertThat(selected).isNotNull().extracting(RunRow::id).isEqualTo(first);
    see();
    selected = model.selectedProperty().get();
    assertThat(selected).isNotNull().extracting(RunRow::id).isEqualTo(run);
  }

  @Test
  void segmentsAndWordsFilter() {
    see();
    assertThat(model.count(Show.ACTIVE)).isEqualTo(4);
    model.showProperty().set(Show.NEEDS_YOU);
    assertThat(model.listed()).extracting(RunRow::id).containsExactly("b-0408", "b-0406");
    model.showProperty().set(Show.ALL);
    model.filterProperty().set("okx");
    assertThat(model.listed()).extracting(RunRow::id).containsExactly("b-0410");
    assertThat(model.summaryProperty().get()).isEqualTo("2 running · 1 paused · 1 waiting");
  }

  @Test
  void frozenMeansStill() {
    see();
    model.frozenProperty().set(true);
    assertThat(start()).isEqualTo("b-0413");
    see();
    assertThat(model.count()).isEqualTo(8);
    model.frozenProperty().set(false);
    see();
    assertThat(model.count()).isEqualTo(9);
  }

  @Test
  void cancelStopsTheRunOrSaysWhyNot() {
    String run = start();
    clock.pass(Duration.ofSeconds(1));
    see();
    model.cancel(model.listed().getFirst());
    work.finish();
    see();
    assertThat(model.listed().getFirst().id()).isEqualTo(run);
    assertThat(model.listed().getFirst().stateProperty().get()).isEqualTo(RunState.CANCELLED);
    model.cancel(model.listed().get(1));
    work.finish();
    assertThat(notices.failed()).last().asString().startsWith("b-0412: There is no run b-0412");
  }

  @Test
  void pauseActsAtOnceAndCanBeUndone() {
    String run = start();
    clock.pass(Duration.ofSeconds(1));
    see();
    RunRow row = model.listed().getFirst();
    model.pauseOrResume(row);
    work.finish();
    clock.pass(Duration.ofMinutes(5));
    see();
    assertThat(row.stateProperty().get()).isEqualTo(RunState.PAUSED);
    assertThat(row.timeProperty().get()).isEqualTo("paused here");
    assertThat(HeldBy.of(row.run()).what()).isEqualTo("paused");
    assertThat(notices.done()).containsExactly(run + " paused");
    notices.undo();
    work.finish();
    see();
    assertThat(row.stateProperty().get()).isEqualTo(RunState.RUNNING);
    clock.pass(Duration.ofMinutes(1));
    see();
    assertThat(row.stateProperty().get()).isEqualTo(RunState.COMPLETE);
  }

  @Test
  void whatFailedIsTriedAgain() {
    control.failNext(2);
    String run = start();
    clock.pass(Duration.ofMinutes(1));
    see();
    RunRow row = model.listed().getFirst();
    assertThat(row.stateProperty().get()).isEqualTo(RunState.INCOMPLETE);
    assertThat(row.timeProperty().get().replace('\u00a0', ' ')).isEqualTo("2 chunks failed");
    model.retry(row);
    work.finish();
    assertThat(notices.done().getLast().replace('\u00a0', ' '))
        .isEqualTo(run + " tries 2 chunks again");
    see();
    assertThat(HeldBy.of(row.run()).what()).isEqualTo("retries");
    clock.pass(Duration.ofSeconds(2));
    see();
    assertThat(row.stateProperty().get()).isEqualTo(RunState.COMPLETE);
    assertThat(row.run().chunks().getFirst().attempts()).hasSize(2);
  }

  @Test
  void heldByNamesTheBottleneck() {
    assertThat(start()).isEqualTo("b-0413");
    clock.pass(Duration.ofSeconds(1));
    see();
    RunRow row = model.listed().getFirst();
    assertThat(HeldBy.of(row.run()).what().replace('\u00a0', ' ')).isEqualTo("2 lanes");
    assertThat(HeldBy.of(row.run()).more()).contains("more lanes would be faster");
  }

  @Test
  void noRunsIsAnEmptyState() {
    BackfillsViewModel empty =
        new BackfillsViewModel(SimulatedControl.empty(clock), work, clock, notices);
    assertThat(empty.stateProperty().get()).isEqualTo(State.STARTING);
    empty.accept(SimulatedControl.empty(clock).snapshot());
    assertThat(empty.stateProperty().get()).isEqualTo(State.NO_RUNS);
  }

  @Test
  void lanesShowTheLastTwoMinutesAndLessForAYoungRun() {
    Lanes old = Lanes.of(control.snapshot().runs().getFirst(), clock.instant());
    assertThat(old.window().duration()).isEqualTo(Duration.ofMinutes(2));
    assertThat(old.lanes()).isEqualTo(8);
    assertThat(old.blocks()).allMatch(block -> block.to().isAfter(old.window().from()));
    assertThat(start()).isEqualTo("b-0413");
    clock.pass(Duration.ofSeconds(2));
    Lanes young = Lanes.of(control.snapshot().runs().getFirst(), clock.instant());
    assertThat(young.window().duration()).isEqualTo(Duration.ofSeconds(10));
    assertThat(young.blocks().getFirst().label()).isEqualTo("LTC Jan 25");
  }
}
