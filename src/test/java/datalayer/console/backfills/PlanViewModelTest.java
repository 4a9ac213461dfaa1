package datalayer.console.backfills;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.app.config.yaml.BackfillFile;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.console.MovingClock;
import datalayer.console.SimulatedControl;
import datalayer.console.TestingWork;
import datalayer.console.plan.EquivalentCommand;
import datalayer.console.plan.Planning.State;
import datalayer.market.Gap;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanViewModelTest {

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-19T14:07:32Z"));
  private final TestingWork work = new TestingWork();
  private final SimulatedControl control = SimulatedControl.fixture(clock);
  private final List<String> started = new ArrayList<>();
  private final PlanViewModel model = new PlanViewModel(control, work, started::add);

  private void fill() {
    work.finish();
    assertThat(model.form().add("LTC/USDT")).isTrue();
    model.form().fromProperty().set("2026-02-01");
    model.form().toProperty().set("2026-03-01");
  }

  private void settle() {
    work.pass(Duration.ofMillis(300));
    work.finish();
  }

  private Plan plan() {
    return Objects.requireNonNull(model.planning().planProperty().get());
  }

  @Test
  void nothingIsAskedBeforeTheFormIsFull() {
    work.finish();
    settle();
    assertThat(model.planning().stateProperty().get()).isEqualTo(State.UNASKED);
    assertThat(model.planning().runnableProperty().get()).isFalse();
  }

  @Test
  void thePlanComes300MillisecondsAfterTheLastEdit() {
    fill();
    assertThat(model.planning().stateProperty().get()).isEqualTo(State.COMPUTING);
    work.pass(Duration.ofMillis(200));
    model.form().toProperty().set("2026-04-01");
    work.pass(Duration.ofMillis(200));
    assertThat(work.waiting()).isZero();
    work.pass(Duration.ofMillis(100));
    assertThat(work.waiting()).isEqualTo(1);
    work.finish();
    assertThat(model.planning().stateProperty().get()).isEqualTo(State.READY);
    assertThat(plan().rows()).isEqualTo(59 * 1440);
    assertThat(model.planning().runnableProperty().get()).isTrue();
  }

  @Test
  void whileItComputesTheOldFiguresStayAndRunIsOff() {
    fill();
    settle();
    Plan before = plan();
    model.form().loadProperty().set(Load.EVERYTHING);
    assertThat(model.planning().stateProperty().get()).isEqualTo(State.COMPUTING);
    assertThat(plan()).isSameAs(before);
    assertThat(model.planning().runnableProperty().get()).isFalse();
    model.planning().run();
    work.finish();
    assertThat(started).isEmpty();
  }

  @Test
  void runStartsExactlyWhatWasShown() {
    fill();
    settle();
    model.planning().run();
    work.finish();
    assertThat(started).containsExactly("b-0413");
    assertThat(control.snapshot().runs().getFirst().title()).isEqualTo("LTC/USDT, 1m");
  }

  @Test
  void aPlanWithNothingToDoCannotBeRun() {
    work.finish();
    model.form().add("BTC/USDT");
    model.form().fromProperty().set("2026-10-21");
    model.form().toProperty().set("2026-10-22");
    settle();
    assertThat(plan().rows()).isZero();
    assertThat(model.planning().runnableProperty().get()).isFalse();
  }

  @Test
  void wrongFieldsAreNamedInPlace() {
    fill();
    model.form().fromProperty().set("2026-13-01");
    assertThat(model.form().fromProblemProperty().get())
        .isEqualTo("There is no month 13. Write it as 2026-12-01.");
    model.form().fromProperty().set("2026-03-01");
    assertThat(model.form().fromProblemProperty().get()).isEmpty();
    assertThat(model.form().toProblemProperty().get()).isEqualTo("It has to be after the start.");
    assertThat(model.form().add("binance:margin:BTC/USDT")).isFalse();
    assertThat(model.form().typedProblemProperty().get()).contains("no market type");
    assertThat(model.planning().stateProperty().get()).isEqualTo(State.UNASKED);
  }

  @Test
  void instrumentsAreSuggestedByAnyWordAndTypedOnesAreTaken() {
    work.finish();
    assertThat(model.form().suggestions("spot sol"))
        .extracting(Instrument::shortSymbol)
        .containsExactly("SOL/USDT");
    assertThat(model.form().add("bybit:future:WIF/USDT")).isTrue();
    assertThat(model.form().instruments())
        .extracting(Instrument::toString)
        .containsExactly("bybit:swap:WIF/USDT:USDT");
  }

  @Test
  void aGapFillsTheForm() {
    work.finish();
    Series series = Series.parse("binance:spot:BTC/USDT:1m");
    TimeRange range =
        new TimeRange(Instant.parse("2026-11-19T12:02:00Z"), Instant.parse("2026-11-19T12:39:00Z"));
    model.ask(new Gap(series, range, "lost"));
    settle();
    assertThat(plan().rows()).isEqualTo(37);
    assertThat(plan().request().title()).isEqualTo("Repair BTC/USDT 1m");
    assertThat(model.form().chosenProperty(Timeframe.H1).get()).isFalse();
  }

  @Test
  void whatAVenueDoesNotAnswerIsSaid() {
    fill();
    control.trouble("away");
    settle();
    assertThat(model.planning().stateProperty().get()).isEqualTo(State.FAILED);
    assertThat(model.planning().problemProperty().get()).contains("Binance did not answer");
    control.trouble("");
    model.retry();
    settle();
    assertThat(model.planning().stateProperty().get()).isEqualTo(State.READY);
  }

  @Test
  void theSameFromATerminal() {
    fill();
    settle();
    BackfillRequest one = plan().request();
    assertThat(EquivalentCommand.of(plan(), model.known()).line())
        .isEqualTo(
            "datalayer backfill full --timeframe 1m --start 2026-02-01 --end 2026-03-01 --instrument "
                + one.instruments().getFirst()
                + " --max-concurrency "
                + one.maxConcurrency()
                + " --wait");
    model.form().instruments().setAll(model.known());
    settle();
    assertThat(EquivalentCommand.of(plan(), model.known()).line())
        .as("all that are known need not be named")
        .doesNotContain("--instrument");
  }

  @Test
  void aFileOfManyInstrumentsIsReadAsExactlyTheseInstruments(@TempDir Path folder)
      throws IOException {
    fill();
    model.form().instruments().setAll(model.known().subList(0, 4));
    settle();
    EquivalentCommand many = EquivalentCommand.of(plan(), model.known());
    assertThat(many.line()).isEqualTo("datalayer backfill yaml " + plan().id() + ".yaml --wait");
    Path file = Files.writeString(folder.resolve("plan.yaml"), many.yaml());

    BackfillRequest read = BackfillFile.read(file, List.of());

    BackfillRequest asked = plan().request();
    assertThat(read.instruments()).isEqualTo(asked.instruments());
    assertThat(read.timeframes()).isEqualTo(asked.timeframes());
    assertThat(read.range()).isEqualTo(asked.range());
    assertThat(read.load()).isEqualTo(asked.load());
    assertThat(read.maxConcurrency()).isEqualTo(asked.maxConcurrency());
  }
}
