package datalayer.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.FixtureStreams;
import datalayer.console.MovingClock;
import datalayer.console.SimulatedControl;
import datalayer.console.TestingCards;
import datalayer.console.TestingWork;
import datalayer.console.fx.Settings;
import datalayer.feed.FeedEvent;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LiveSeriesTest {

  private static final Series BTC = FixtureStreams.BTC;
  private static final Instant MINUTE = Instant.parse("2026-11-19T14:07:00Z");

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-19T14:07:32Z"));
  private final TestingWork work = new TestingWork();
  private final SimulatedControl control = SimulatedControl.fixture(clock);
  private final ChartViewModel model =
      new ChartViewModel(
          control, work, Settings.inMemory(), clock, new TestingCards().card(control, work));

  @Test
  void theRunningBarSaysWhenItClosesAndWhenItIsOld() {
    RunningBar bar = RunningBar.of(FixtureStreams.bar(BTC, MINUTE, clock.instant()));
    assertThat(bar.says(clock.instant())).isEqualTo("closes 0:28");
    assertThat(bar.rises()).isTrue();
    clock.pass(Duration.ofSeconds(12));
    assertThat(bar.isOld(clock.instant())).isTrue();
    assertThat(bar.says(clock.instant())).isEqualTo("12\u00a0s old");
    RunningBar due = RunningBar.of(FixtureStreams.bar(BTC, MINUTE, MINUTE.plusSeconds(59)));
    assertThat(due.says(MINUTE.plusSeconds(61))).isEqualTo("closing");
  }

  @Test
  void onlyTheSeriesThatIsShownRuns() {
    show();
    assertThat(model.live().runningProperty().get()).isNotNull();
    model.open(Timeframe.H1);
    show();
    assertThat(model.live().runningProperty().get()).isNull();
  }

  @Test
  void aBarThatIsOverStaysUntilItHasLanded() {
    show();
    assertThat(bars()).isEqualTo(MINUTE);
    clock.pass(Duration.ofSeconds(30));
    control.tell(FixtureStreams.bar(BTC, MINUTE.plusSeconds(60), clock.instant()));
    show();
    assertThat(Objects.requireNonNull(model.live().before()).openTime()).isEqualTo(MINUTE);
    assertThat(bars()).isEqualTo(MINUTE);
    control.land(BTC, new TimeRange(MINUTE, MINUTE.plusSeconds(60)));
    clock.pass(Duration.ofSeconds(3));
    show();
    assertThat(bars()).isEqualTo(MINUTE.plusSeconds(60));
  }

  @Test
  void whatIsReadOnEqualsWhatIsReadAnew() {
    show();
    ChartData before = Objects.requireNonNull(model.dataProperty().get());
    control.land(BTC, new TimeRange(MINUTE, MINUTE.plusSeconds(180)));
    ChartData on = before.readOn(control, clock.instant()).orElseThrow();
    ChartData anew = ChartData.read(control, BTC, clock.instant()).orElseThrow();
    assertThat(on.extent()).isEqualTo(anew.extent());
    assertThat(on.bars().openTimes()).isEqualTo(anew.bars().openTimes());
    assertThat(on.bars().close()).isEqualTo(anew.bars().close());
    assertThat(on.coverage().spans()).isEqualTo(anew.coverage().spans());
  }

  @Test
  void aHoleOpensAndHealsWithTheTimeItTook() {
    control.stream(List.of(FixtureStreams.late("Binance spot", BTC, Duration.ofSeconds(32))));
    show();
    LiveHole open = Objects.requireNonNull(model.live().holeProperty().get());
    assertThat(open.range()).isEqualTo(new TimeRange(MINUTE.minusSeconds(60), MINUTE));
    assertThat(open.isOpen()).isTrue();
    clock.pass(Duration.ofSeconds(5));
    show();
    assertThat(Objects.requireNonNull(model.live().holeProperty().get()).seen())
        .isEqualTo(open.seen());
    control.stream(
        List.of(FixtureStreams.live("Binance spot", Venue.BINANCE, 0, List.of(heal(open)))));
    show();
    LiveHole healed = Objects.requireNonNull(model.live().holeProperty().get());
    assertThat(healed.words().replace('\u00a0', ' ')).isEqualTo("1 bar by REST in 4.1 s");
    assertThat(model.live().lastHealProperty().get()).isEqualTo(healed);
    clock.pass(Duration.ofSeconds(61));
    show();
    assertThat(model.live().holeProperty().get()).isNull();
    assertThat(model.live().lastHealProperty().get()).isEqualTo(healed);
  }

  @Test
  void aHealWhoseEventIsGoneIsTimedByWhatWasSeen() {
    control.stream(List.of(FixtureStreams.late("Binance spot", BTC, Duration.ofSeconds(32))));
    show();
    clock.pass(Duration.ofSeconds(5));
    control.stream(List.of(FixtureStreams.live("Binance spot", Venue.BINANCE, 0, List.of())));
    show();
    assertThat(Objects.requireNonNull(model.live().lastHealProperty().get()).took())
        .isEqualTo(Duration.ofSeconds(5));
  }

  private FeedEvent heal(LiveHole hole) {
    return new FeedEvent(
        clock.instant(),
        FeedEvent.Kind.HEALED,
        "Binance spot",
        BTC,
        hole.range(),
        1,
        Duration.ofMillis(4_100),
        "1 bar by REST in 4.1 s");
  }

  private void show() {
    work.finish();
    model.accept(control.snapshot());
    work.finish();
  }

  private Instant bars() {
    return Objects.requireNonNull(model.dataProperty().get()).extent().to();
  }
}
