package datalayer.console.theme;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.fx.FxThread;
import datalayer.console.fx.TextWidth;
import java.util.List;
import javafx.scene.text.Font;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** The bundled fonts are there under their names, and their digits are of equal width. */
final class FontsTest {

  @BeforeAll
  static void toolkit() throws Exception {
    assertThat(FxToolkit.registerPrimaryStage()).isNotNull();
  }

  @Test
  void digitsAreOfEqualWidth() {
    List<Font> fonts =
        FxThread.ask(() ->
            List.of(Fonts.regular(100), Fonts.medium(100), Fonts.semibold(100), Fonts.mono(100)));
    for (Font font : fonts) {
      double zero = width(font, "0");
      assertThat(zero).isGreaterThan(40);
      for (char digit = '1'; digit <= '9'; digit++) {
        assertThat(width(font, "" + digit)).as(font.getName() + " " + digit).isEqualTo(zero);
      }
    }
  }

  @Test
  void theFamiliesAreOursNotAFallback() {
    assertThat(FxThread.ask(() -> Fonts.regular(13).getFamily())).isEqualTo("Data Layer Sans");
    assertThat(FxThread.ask(() -> Fonts.semibold(13).getStyle())).isEqualTo("Bold");
    assertThat(FxThread.ask(() -> Fonts.medium(13).getFamily()))
        .isEqualTo("Data Layer Sans Medium");
    assertThat(FxThread.ask(() -> Fonts.mono(13).getFamily())).isEqualTo("Data Layer Mono");
  }

  private static double width(Font font, String text) {
    return FxThread.ask(() -> TextWidth.of(font, text));
  }
}
