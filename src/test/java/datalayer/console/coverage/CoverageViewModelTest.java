package datalayer.console.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.MovingClock;
import datalayer.console.SimulatedControl;
import datalayer.console.TestingCards;
import datalayer.console.TestingWork;
import datalayer.console.coverage.CoverageViewModel.State;
import datalayer.console.plan.Planning;
import datalayer.console.plan.Repair;
import datalayer.market.Series;
import datalayer.market.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CoverageViewModelTest {

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-19T14:07:32Z"));
  private final TestingWork work = new TestingWork();
  private final SimulatedControl control = SimulatedControl.fixture(clock);
  private final TestingCards cards = new TestingCards();
  private final CoverageViewModel model =
      new CoverageViewModel(control, work, clock, cards.card(control, work));
  private final HeatmapCursor cursor = model.cursor();

  private void look() {
    model.viewport().resize(104, 640);
    model.prepare();
    work.finish();
  }

  private int row(String series) {
    return model.rows().series().indexOf(Series.parse(series));
  }

  private long day(String date) {
    return Zoom.DAY.cell(Instant.parse(date + "T00:00:00Z").toEpochMilli());
  }

  private Repair repair() {
    return Objects.requireNonNull(cursor.card().repairProperty().get());
  }

  @Test
  void nothingIsAskedBeforeSomebodyLooks() {
    model.accept(control.snapshot());
    assertThat(work.waiting()).isZero();
    look();
    assertThat(model.stateProperty().get()).isEqualTo(State.READY);
    assertThat(model.settled()).isTrue();
  }

  @Test
  void rowsAreGroupedByVenueInTheOrderOfTheConfiguration() {
    look();
    assertThat(model.rows().groups())
        .extracting(Rows.Group::name)
        .containsExactly("Binance spot", "Binance swap", "Bybit swap", "OKX swap");
    assertThat(model.rows().count()).isEqualTo(24);
    assertThat(model.rows().series().getFirst()).hasToString("binance:spot:BTC/USDT:1m");
    assertThat(model.summaryProperty().get().replace('\u00a0', ' '))
        .startsWith("24 series · 8 Aug to 19 Nov 2026 · 97.")
        .endsWith(" % of expected series-days complete");
  }

  @Test
  void wordsAndProblemsFilter() {
    look();
    model.filterProperty().set("okx eth");
    assertThat(model.rows().series()).hasToString("[okx:swap:ETH/USDT:USDT:1m]");
    assertThat(model.listedProperty().get()).isEqualTo("1 of 24");
    model.filterProperty().set("");
    model.onlyProblemsProperty().set(true);
    assertThat(row("binance:swap:BTC/USDT:USDT:1m")).isEqualTo(-1);
    assertThat(row("binance:swap:ETH/USDT:USDT:1m")).isNotNegative();
  }

  @Test
  void aDragLeadsToThePlanOfExactlyThatBlock() {
    look();
    int eth = row("binance:swap:ETH/USDT:USDT:1m");
    cursor.press(eth, day("2026-10-03"));
    cursor.drag(eth + 3, day("2026-10-14"));
    cursor.plan();
    assertThat(repair().title().replace('\u00a0', ' ')).isEqualTo("Repair 4 series × 12 days");
    assertThat(repair().scope()).isEqualTo("Binance swap · 1m · 3 Oct 00:00 to 15 Oct 00:00 UTC");
    assertThat(Objects.requireNonNull(cursor.selectionProperty().get()).words())
        .isEqualTo("3 – 14 Oct · 12\u00a0days");
    work.pass(Duration.ofMillis(300));
    work.finish();
    Planning planning = Objects.requireNonNull(cursor.card().planningProperty().get());
    assertThat(Objects.requireNonNull(planning.planProperty().get()).rows()).isPositive();
    cursor.card().run();
    work.finish();
    assertThat(cards.started()).containsExactly("b-0413");
    assertThat(cursor.selectionProperty().get()).isNull();
    assertThat(cursor.card().repairProperty().get()).isNull();
  }

  @Test
  void theKeyboardSelectsExtendsAndGivesUp() {
    look();
    cursor.move(0, 0, false);
    assertThat(cursor.spokenProperty().get())
        .startsWith("BTC/USDT, Binance spot, 19 Nov, 37 of 1,440");
    cursor.move(0, -1, false);
    cursor.move(1, 0, true);
    cursor.move(0, -1, true);
    assertThat(repair().instruments()).hasSize(2);
    assertThat(repair().range().duration()).isEqualTo(Duration.ofDays(2));
    assertThat(cursor.clear()).isTrue();
    assertThat(cursor.selectionProperty().get()).isNull();
    assertThat(cursor.clear()).isFalse();
  }

  @Test
  void whatIsNotDueYetIsNotAskedFor() {
    look();
    cursor.move(0, 0, false);
    cursor.plan();
    assertThat(repair().range().to()).isEqualTo("2026-11-19T14:07:00Z");
  }

  @Test
  void problemsOfARowAreSteppedThrough() {
    look();
    cursor.press(row("binance:swap:ETH/USDT:USDT:1m"), day("2026-11-01"));
    cursor.problem(false);
    assertThat(cursor.cell()).isEqualTo(day("2026-10-11"));
    cursor.problem(false);
    assertThat(cursor.cell()).isEqualTo(day("2026-10-10"));
    cursor.explain();
    CellFacts facts = Objects.requireNonNull(cursor.explainedProperty().get());
    assertThat(facts.title()).isEqualTo("ETH/USDT, Binance swap, 10 Oct");
  }

  @Test
  void zoomKeepsTheTimeUnderThePointer() {
    look();
    HeatmapViewport viewport = model.viewport();
    long before = viewport.firstCell() + 60;
    cursor.zoomTo(Zoom.HOUR, 60);
    Instant under = Instant.ofEpochMilli(Zoom.HOUR.start(viewport.firstCell() + 60));
    assertThat(Zoom.DAY.cell(under.toEpochMilli())).isEqualTo(before);
    cursor.zoomTo(Zoom.DAY, 60);
    assertThat(viewport.firstCell() + 60).isEqualTo(before);
  }

  @Test
  void aCloserLookShowsWhatIsWrongWithinTheCell() {
    look();
    cursor.press(row("binance:spot:BTC/USDT:1m"), day("2026-11-19"));
    int column = cursor.column().orElseThrow();
    cursor.zoomTo(Zoom.MINUTE, column);
    assertThat(Zoom.MINUTE.range(cursor.cell()).from()).isEqualTo("2026-11-19T12:02:00Z");
    int place = cursor.column().orElseThrow();
    assertThat(place).isBetween(1, column);
    cursor.zoomTo(Zoom.DAY, place);
    assertThat(cursor.cell()).isEqualTo(day("2026-11-19"));
  }

  @Test
  void aCloserLookAtTheNewestCellShowsTheNewestOfIt() {
    look();
    cursor.press(row("binance:swap:BTC/USDT:USDT:1m"), day("2026-11-19"));
    cursor.zoomTo(Zoom.MINUTE, cursor.column().orElseThrow());
    assertThat(Zoom.MINUTE.range(cursor.cell()).from()).isEqualTo("2026-11-19T14:07:00Z");
  }

  @Test
  void aSeriesIsOpenedAtItsNewestProblem() {
    look();
    model.open(Series.parse("binance:spot:SOL/USDT:1m"));
    assertThat(cursor.row()).isEqualTo(row("binance:spot:SOL/USDT:1m"));
    assertThat(cursor.cell()).isEqualTo(day("2026-09-25"));
  }

  @Test
  void anotherTimeframeShowsItsSeries() {
    look();
    model.timeframeProperty().set(Timeframe.H1);
    work.finish();
    assertThat(model.rows().series()).hasToString("[binance:spot:BTC/USDT:1h]");
  }

  @Test
  void noSeriesIsAnEmptyState() {
    SimulatedControl none = SimulatedControl.empty(clock);
    CoverageViewModel empty = new CoverageViewModel(none, work, clock, cards.card(none, work));
    empty.prepare();
    work.finish();
    assertThat(empty.stateProperty().get()).isEqualTo(State.NO_SERIES);
  }

  @Test
  void itIsReadAgainAfterHalfAMinuteAndNotBefore() {
    look();
    clock.pass(Duration.ofSeconds(20));
    model.accept(control.snapshot());
    work.finish();
    clock.pass(Duration.ofSeconds(20));
    assertThat(model.refreshedProperty().get()).startsWith("Refreshed");
    model.accept(control.snapshot());
    assertThat(work.waiting()).isPositive();
    work.finish();
    assertThat(model.refreshedProperty().get()).isEqualTo("Refreshed just now");
  }
}
