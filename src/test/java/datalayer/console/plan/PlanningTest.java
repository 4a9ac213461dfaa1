package datalayer.console.plan;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.Load;
import datalayer.console.MovingClock;
import datalayer.console.SimulatedControl;
import datalayer.console.TestingWork;
import datalayer.console.plan.Planning.Figure;
import datalayer.console.plan.Planning.State;
import datalayer.market.Gap;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanningTest {

  private static final Series LTC = Series.parse("binance:spot:LTC/USDT:1m");
  private static final TimeRange FEBRUARY =
      new TimeRange(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-19T14:07:32Z"));
  private final TestingWork work = new TestingWork();
  private final SimulatedControl control = SimulatedControl.fixture(clock);
  private final List<String> started = new ArrayList<>();
  private final Planning planning = new Planning(control, work, started::add);

  private void ask() {
    Repair repair = Repair.of(new Gap(LTC, FEBRUARY, ""));
    planning.ask(Optional.of(repair.request(Load.MISSING)));
    work.pass(Duration.ofMillis(300));
    work.finish();
  }

  private long rows() {
    return Objects.requireNonNull(planning.planProperty().get()).rows();
  }

  @Test
  void whatChangedSinceIsShownAndAskedAgainBeforeAnythingStarts() {
    ask();
    assertThat(rows()).isEqualTo(40_320);
    control.start(
        control.plan(
            Repair.of(
                    new Gap(
                        LTC,
                        new TimeRange(
                            Instant.parse("2026-02-01T00:00:00Z"),
                            Instant.parse("2026-02-02T00:00:00Z")),
                        ""))
                .request(Load.MISSING)));
    clock.pass(Duration.ofSeconds(5));
    assertThat(control.snapshot().runs().getFirst().rowsLanded()).isEqualTo(1440);

    planning.run();
    work.finish();
    assertThat(started).isEmpty();
    assertThat(planning.stateProperty().get()).isEqualTo(State.READY);
    assertThat(planning.driftProperty().get())
        .isEqualTo(
            "Coverage changed since this plan: 1,440 bars arrived meanwhile. Look at the new"
                + " figures, then run it.");
    assertThat(planning.changedProperty().get()).contains(Figure.ROWS, Figure.HELD);
    assertThat(rows()).isEqualTo(38_880);
    assertThat(planning.runnableProperty().get()).isTrue();

    planning.run();
    work.finish();
    assertThat(started).containsExactly("b-0414");
  }

  @Test
  void anotherQuestionForgetsWhatChanged() {
    ask();
    control.start(Objects.requireNonNull(planning.planProperty().get()));
    clock.pass(Duration.ofSeconds(5));
    assertThat(control.snapshot().runs()).isNotEmpty();
    planning.run();
    work.finish();
    assertThat(planning.driftProperty().get()).isNotEmpty();
    ask();
    assertThat(planning.driftProperty().get()).isEmpty();
    assertThat(planning.changedProperty().get()).isEmpty();
    assertThat(planning.runnableProperty().get()).isFalse();
  }

  @Test
  void todayComesByRequest() {
    Series btc = Series.parse("binance:spot:BTC/USDT:1m");
    TimeRange hole =
        new TimeRange(Instant.parse("2026-11-19T12:02:00Z"), Instant.parse("2026-11-19T12:39:00Z"));
    planning.ask(Optional.of(Repair.of(new Gap(btc, hole, "")).request(Load.MISSING)));
    work.pass(Duration.ofMillis(300));
    work.finish();
    var plan = Objects.requireNonNull(planning.planProperty().get());
    assertThat(PlanFigures.text(plan, Figure.ROWS)).isEqualTo("37");
    assertThat(PlanFigures.text(plan, Figure.FILES)).isEqualTo("0");
    assertThat(PlanFigures.text(plan, Figure.REQUESTS)).isEqualTo("1");
    assertThat(PlanFigures.overwriting(plan)).isEqualTo("Overwrites nothing.");
  }
}
