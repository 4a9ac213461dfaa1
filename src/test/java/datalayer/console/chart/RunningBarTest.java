package datalayer.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.MovingClock;
import datalayer.console.SimulatedControl;
import datalayer.console.TestingCards;
import datalayer.console.TestingWork;
import datalayer.console.fx.Settings;
import datalayer.market.Series;
import datalayer.market.Timeframe;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RunningBarTest {

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-19T14:07:32Z"));
  private final TestingWork work = new TestingWork();
  private final SimulatedControl control = SimulatedControl.fixture(clock);
  private final ChartViewModel model =
      new ChartViewModel(
          control, work, Settings.inMemory(), clock, new TestingCards().card(control, work));

  private static RunningBar bar(String series) {
    return new RunningBar(
        Series.parse(series),
        Instant.parse("2026-11-19T14:07:00Z"),
        93_801.23,
        93_830,
        93_790,
        93_820,
        3.2);
  }

  @Test
  void itSaysWhenItCloses() {
    RunningBar bar = bar("binance:spot:BTC/USDT:1m");
    assertThat(bar.closesIn(clock.instant())).isEqualTo("0:28");
    assertThat(bar.closesIn(Instant.parse("2026-11-19T14:08:01Z"))).isEqualTo("due");
    assertThat(bar.rises()).isTrue();
  }

  @Test
  void onlyTheSeriesThatIsShownRuns() {
    work.finish();
    model.runningBarProperty().set(bar("binance:spot:BTC/USDT:1m"));
    assertThat(model.runningBar()).isNotNull();
    model.open(Timeframe.H1);
    assertThat(model.runningBar()).isNull();
  }
}
