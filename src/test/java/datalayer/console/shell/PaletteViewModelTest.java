package datalayer.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.theme.Icon;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaletteViewModelTest {

  private static Command command(String group, String title, String detail) {
    return new Command(group, Icon.CHART, title, detail, "", () -> {});
  }

  private final PaletteViewModel model =
      new PaletteViewModel(() ->
          List.of(
              command("Go to", "Chart", ""),
              command("Go to", "Backfills", ""),
              command("Do", "New backfill…", "shows the plan first"),
              command("Chart", "BTC/USDT 1m", "Binance spot"),
              command("Chart", "BTC/USDT 15m", "Binance spot"),
              command("Chart", "BNB/USDT 1m", "Binance spot"),
              command("Gaps", "Gaps of BTC/USDT 1m", "Binance spot, 37 bars missing"),
              command("Gaps", "Gaps of BTC/USDT 1m", "Binance swap, none"),
              command("Gaps", "Gaps of BTC/USDT 15m", "Binance spot")));

  private List<String> titles() {
    return model.found().stream().map(Command::title).toList();
  }

  @Test
  void nothingTypedOffersEverythingInOrder() {
    assertThat(titles()).startsWith("Chart", "Backfills", "New backfill…");
  }

  @Test
  void wordsInAnyOrderAndWholeWordsFirst() {
    model.typedProperty().set("btc 1m gaps");
    assertThat(model.found().getFirst().group()).isEqualTo("Best match");
    assertThat(model.found().getFirst().detail()).isEqualTo("Binance spot, 37 bars missing");
    assertThat(titles()).containsExactly("Gaps of BTC/USDT 1m", "Gaps of BTC/USDT 1m");
    model.typedProperty().set("btc 1");
    assertThat(titles()).contains("BTC/USDT 15m");
  }

  @Test
  void lettersInOrderAreEnough() {
    model.typedProperty().set("bkfl");
    assertThat(titles()).containsExactly("Backfills", "New backfill…");
    model.typedProperty().set("swap");
    assertThat(titles()).containsExactly("Gaps of BTC/USDT 1m");
  }

  @Test
  void whatNothingAnswersFindsNothing() {
    model.typedProperty().set("xyzzy");
    assertThat(model.found()).isEmpty();
    model.move(1);
    assertThat(model.selectedProperty().get()).isZero();
  }
}
