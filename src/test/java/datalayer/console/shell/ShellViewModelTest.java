package datalayer.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.MovingClock;
import datalayer.console.SimulatedControl;
import datalayer.console.fx.Settings;
import datalayer.console.theme.Icon;
import datalayer.console.theme.Mark;
import datalayer.console.theme.Theme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShellViewModelTest {

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-19T14:07:32Z"));
  private final SimulatedControl control = SimulatedControl.fixture(clock);
  private final Settings settings = Settings.inMemory();
  private final ShellViewModel model = new ShellViewModel(clock, settings);

  @Test
  void theStatusLineOfTheFixture() {
    model.accept(control.snapshot());
    assertThat(model.timeProperty().get()).isEqualTo("14:07:32 UTC");
    assertThat(model.dateProperty().get()).isEqualTo("Thu 19 Nov 2026");
    assertThat(model.storeNameProperty().get()).isEqualTo("ClickHouse embedded");
    assertThat(model.storeDetailProperty().get().replace('\u00a0', ' '))
        .isEqualTo("3 ms · 41.2 GiB");
    assertThat(model.rateProperty().get().replace('\u00a0', ' ')).isEqualTo("75,300 rows/s");
    assertThat(model.staleProperty().get()).isFalse();
  }

  @Test
  void whatStoppedMovingTurnsStaleAndSaysSinceWhen() {
    model.accept(control.snapshot());
    clock.pass(Duration.ofSeconds(4));
    model.tick();
    assertThat(model.staleProperty().get()).isTrue();
    assertThat(model.storeMarkProperty().get()).isEqualTo(Mark.STALE);
    assertThat(model.ageProperty().get()).isEqualTo("as of 14:07:32");
    assertThat(model.bannerProperty().get()).startsWith("Showing 14:07:32.");
    model.accept(control.snapshot());
    assertThat(model.staleProperty().get()).isFalse();
    assertThat(model.bannerProperty().get()).isEmpty();
  }

  @Test
  void aClickHouseInTroubleSaysSo() {
    control.trouble("does not answer; retrying every 5 s");
    model.accept(control.snapshot());
    assertThat(model.storeMarkProperty().get()).isEqualTo(Mark.WARNING);
    assertThat(model.storeDetailProperty().get()).contains("retrying every 5 s");
  }

  @Test
  void theThemeIsRemembered() {
    assertThat(model.themeProperty().get()).isEqualTo(Theme.DARK);
    model.switchTheme();
    assertThat(new ShellViewModel(clock, settings).themeProperty().get()).isEqualTo(Theme.LIGHT);
  }

  @Test
  void thePaletteFindsEveryWordAndKeepsGroupsTogether() {
    List<Command> commands =
        List.of(
            command("Series", "BTC/USDT 1m"),
            command("Go to", "Chart"),
            command("Series", "BTC/USDT 1h"),
            command("Series", "ETH/USDT 1m"));
    PaletteViewModel palette = new PaletteViewModel(() -> commands);
    palette.typedProperty().set("1m btc");
    assertThat(palette.found()).extracting(Command::title).containsExactly("BTC/USDT 1m");
    palette.typedProperty().set("");
    assertThat(palette.found())
        .extracting(Command::group)
        .containsExactly("Series", "Series", "Series", "Go to");
    palette.move(-1);
    assertThat(palette.selectedProperty().get()).isEqualTo(3);
  }

  private static Command command(String group, String title) {
    return new Command(group, Icon.CHART, title, "", "", () -> {});
  }
}
