package datalayer.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.console.MovingClock;
import datalayer.console.SimulatedControl;
import datalayer.console.TestingCards;
import datalayer.console.TestingWork;
import datalayer.console.chart.ChartViewModel.State;
import datalayer.console.fx.Settings;
import datalayer.control.CoverageSpan;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ChartViewModelTest {

  private static final Instant NOW = Instant.parse("2026-11-19T14:07:32Z");
  private static final Series BTC = Series.parse("binance:spot:BTC/USDT:1m");

  private final MovingClock clock = new MovingClock(NOW);
  private final TestingWork work = new TestingWork();
  private final Settings settings = Settings.inMemory();
  private final SimulatedControl control = SimulatedControl.fixture(clock);
  private final ChartViewModel model =
      new ChartViewModel(control, work, settings, clock, new TestingCards().card(control, work));

  @Test
  void opensTheFirstSeriesAndRemembersTheLast() {
    assertThat(model.stateProperty().get()).isEqualTo(State.STARTING);
    work.finish();
    assertThat(model.stateProperty().get()).isEqualTo(State.READY);
    assertThat(model.seriesProperty().get()).isEqualTo(BTC);
    model.open(Timeframe.H1);
    work.finish();
    ChartViewModel again =
        new ChartViewModel(control, work, settings, clock, new TestingCards().card(control, work));
    work.finish();
    assertThat(again.seriesProperty().get()).isEqualTo(Series.parse("binance:spot:BTC/USDT:1h"));
  }

  @Test
  void nothingThereIsAnEmptyStateNotAnError() {
    ChartViewModel empty =
        new ChartViewModel(
            SimulatedControl.empty(clock),
            work,
            Settings.inMemory(),
            clock,
            new TestingCards().card(control, work));
    work.finish();
    assertThat(empty.stateProperty().get()).isEqualTo(State.NO_BARS);
    assertThat(empty.onItsWayProperty().get()).isEmpty();
  }

  @Test
  void whatIsOnItsWayIsSaidWhereNothingIsThereYet() {
    SimulatedControl fresh = SimulatedControl.empty(clock);
    ChartViewModel empty =
        new ChartViewModel(
            fresh, work, Settings.inMemory(), clock, new TestingCards().card(control, work));
    work.finish();
    fresh.start(
        fresh.plan(
            new BackfillRequest(
                "First",
                List.of(BTC.instrument()),
                List.of(Timeframe.M1),
                new TimeRange(
                    Instant.parse("2026-07-01T00:00:00Z"), Instant.parse("2026-08-01T00:00:00Z")),
                Load.MISSING,
                2)));
    empty.accept(fresh.snapshot());
    assertThat(empty.onItsWayProperty().get()).startsWith("On its way: First, 0 of ");
  }

  @Test
  void zoomKeepsTheTimeUnderThePointer() {
    work.finish();
    Viewport view = model.viewport();
    view.resize(900);
    double before = scale().time(300);
    view.zoom(0.5, 300);
    assertThat(scale().time(300)).isEqualTo(before);
    assertThat(scale().millisPerPixel()).isLessThan(10_000);
  }

  @Test
  void fitShowsTheWholeSeriesAndHomeItsBeginning() {
    work.finish();
    model.viewport().fit();
    ChartData data = data();
    assertThat(scale().from()).isLessThan((double) data.extent().from().toEpochMilli());
    assertThat(scale().to()).isGreaterThan((double) data.extent().to().toEpochMilli());
    model.viewport().newest();
    model.viewport().oldest();
    assertThat(scale().time(scale().width() / 2))
        .isGreaterThan((double) data.extent().from().toEpochMilli());
    assertThat(scale().from()).isLessThan((double) data.extent().from().toEpochMilli());
  }

  @Test
  void theViewNeverLeavesTheDataBehind() {
    work.finish();
    for (int i = 0; i < 200; i++) {
      model.viewport().pan(5_000);
    }
    assertThat(scale().from()).isLessThan((double) data().extent().to().toEpochMilli());
    for (int i = 0; i < 5_000; i++) {
      model.viewport().pan(-5_000);
    }
    assertThat(scale().to()).isGreaterThan((double) data().extent().from().toEpochMilli());
    for (int i = 0; i < 100; i++) {
      model.viewport().zoom(0.5, 10);
    }
    assertThat(60_000 / scale().millisPerPixel()).isLessThanOrEqualTo(64.0001);
  }

  @Test
  void theCursorTellsTheBarOrWhyThereIsNone() {
    work.finish();
    model.viewport().goTo(Instant.parse("2026-11-19T12:10:00Z").toEpochMilli());
    assertThat(model.legendProperty().get().note())
        .isEqualTo("Missing, ours: the socket was lost and REST refused (403)");
    model.viewport().goTo(Instant.parse("2026-11-19T13:10:00Z").toEpochMilli());
    assertThat(model.legendProperty().get().note()).startsWith("Empty at venue");
    model.viewport().goTo(Instant.parse("2026-11-19T13:46:30Z").toEpochMilli());
    assertThat(model.legendProperty().get().note()).isEmpty();
    assertThat(model.legendProperty().get().subtitle())
        .isEqualTo("Binance spot · 1m · 19 Nov 2026 13:46 UTC");
  }

  @Test
  void bracketsFindGaps() {
    work.finish();
    model.viewport().oldest();
    model.viewport().gap(true);
    assertThat(Instant.ofEpochMilli(model.viewport().cursorProperty().get()))
        .isEqualTo(Instant.parse("2026-11-19T12:02:00Z"));
  }

  @Test
  void arrowsTakeTheViewAlong() {
    work.finish();
    model.viewport().resize(900);
    model.viewport().moveCursor(-1);
    double from = scale().from();
    model.viewport().moveCursor(-400);
    assertThat(scale().from()).isLessThan(from);
    long cursor = model.viewport().cursorProperty().get();
    assertThat(scale().x(cursor)).isBetween(0.0, 900.0);
  }

  @Test
  void factsOfTheFixture() {
    work.finish();
    SeriesFacts facts = data().facts();
    assertThat(facts.missing()).isEqualTo(37);
    assertThat(facts.empty()).isEqualTo(24);
    assertThat(facts.gaps()).isEqualTo(1);
    assertThat(facts.completeThrough()).contains(Instant.parse("2026-11-19T12:02:00Z"));
    PanelText text = PanelText.of(data(), null, clock.instant());
    assertThat(text.through()).isEqualTo("12:02");
    assertThat(text.behind().replace('\u00a0', ' ')).isEqualTo("2 h 05 min behind");
    assertThat(text.missing()).isEqualTo(37);
    assertThat(data().priceDecimals()).isEqualTo(2);
  }

  @Test
  void aHoleAtTheLiveEndIsSaidWhereEverythingElseIsWhole() {
    model.open(Series.parse("binance:spot:BTC/USDT:1h"));
    work.finish();
    Instant end = data().extent().to();
    TimeRange lost = new TimeRange(end, end.plus(Duration.ofHours(3)));
    LiveHole hole = new LiveHole(lost, 3, clock.instant(), "", null);
    Instant later = end.plus(Duration.ofHours(4));

    assertThat(PanelText.of(data(), null, later).verdict())
        .isEqualTo("Every bar since 1 Aug is here.");
    PanelText text = PanelText.of(data(), hole, later);
    assertThat(text.verdict().replace('\u00a0', ' ')).isEqualTo("3 bars missing, being fetched.");
    assertThat(text.missing()).isEqualTo(3);
    assertThat(text.behind().replace('\u00a0', ' ')).isEqualTo("4 h 00 min behind");
  }

  @Test
  void whatNobodyAskedForIsNotCalledHere() {
    Coverage coverage =
        new Coverage(
            List.of(
                span("2026-11-01", "2026-11-03", CoverageSpan.State.COMPLETE, ""),
                span(
                    "2026-11-03",
                    "2026-11-05",
                    CoverageSpan.State.NOT_LISTED,
                    "nobody asked for it"),
                span("2026-11-05", "2026-11-06", CoverageSpan.State.NOT_LISTED, "not listed then"),
                span("2026-11-06", "2026-11-19", CoverageSpan.State.COMPLETE, "")),
            Timeframe.M1);

    assertThat(coverage.remarkable())
        .extracting(CoverageSpan::reason)
        .containsExactly("nobody asked for it");
  }

  private static CoverageSpan span(
      String from, String to, CoverageSpan.State state, String reason) {
    return new CoverageSpan(
        new TimeRange(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z")),
        state,
        reason);
  }

  @Test
  void aFailureIsShownAndCanBeTriedAgain() {
    ChartViewModel failing =
        new ChartViewModel(
            new BrokenControl(control),
            work,
            Settings.inMemory(),
            clock,
            new TestingCards().card(control, work));
    work.finish();
    assertThat(failing.stateProperty().get()).isEqualTo(State.FAILED);
    assertThat(failing.problemProperty().get()).contains("ClickHouse does not answer");
    failing.retry();
    assertThat(failing.stateProperty().get()).isEqualTo(State.LOADING);
  }

  @Test
  void aSeriesThatGrowsIsReadAgainAndTheViewStays() {
    work.finish();
    model.accept(control.snapshot());
    model.viewport().oldest();
    double from = scale().from();
    var plan =
        control.plan(
            new BackfillRequest(
                "more",
                List.of(BTC.instrument()),
                List.of(Timeframe.M1),
                new TimeRange(
                    Instant.parse("2026-07-01T00:00:00Z"), Instant.parse("2026-08-08T00:00:00Z")),
                Load.MISSING,
                2));
    assertThat(control.start(plan)).isEqualTo("b-0413");
    int before = data().bars().size();
    clock.pass(Duration.ofSeconds(20));
    model.accept(control.snapshot());
    work.finish();
    assertThat(data().bars().size()).isGreaterThan(before);
    assertThat(scale().from()).isEqualTo(from);
  }

  private TimeScale scale() {
    TimeScale scale = model.viewport().scale();
    assertThat(scale).isNotNull();
    return Objects.requireNonNull(scale);
  }

  private ChartData data() {
    return Objects.requireNonNull(model.dataProperty().get());
  }
}
