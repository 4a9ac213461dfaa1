package datalayer.console.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {

  private static String plain(String text) {
    return text.replace('\u00a0', ' ');
  }

  /** A frame of the chart has dozens of figures, and a format string costs more than its bars. */
  @Test
  void decimalsAreRoundedAsByAFormatString() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      int decimals = random.nextInt(9);
      double value =
          switch (i % 4) {
            case 0 -> random.nextInt(2_000_001) / 1000.0 - 1000;
            case 1 -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(16));
            case 2 -> random.nextInt(200_000) / 2.0 / Math.pow(10, random.nextInt(6));
            default -> random.nextInt(100);
          };
      String format = "%,." + decimals + "f";
      assertThat(Figures.decimal(value, decimals))
          .as("%s with %d decimals", value, decimals)
          .isEqualTo(String.format(Locale.ROOT, format, value).replace('-', '−'));
    }
  }

  @Test
  void countsAreNotLocalised() {
    assertThat(Figures.count(8_249_088)).isEqualTo("8,249,088");
    assertThat(Figures.count(-5)).isEqualTo("−5");
    assertThat(plain(Figures.count(1, "bar", "bars"))).isEqualTo("1 bar");
    assertThat(plain(Figures.count(1_440, "bar", "bars"))).isEqualTo("1,440 bars");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100 %",
    "0.99999, 99.99 %",
    "0.9991, 99.91 %",
    "0.29, 29.00 %",
    "0, 0.00 %",
    "0.000001, 0.00 %"
  })
  void percentIsRoundedDownAndWholeOnlyWhenWhole(double share, String text) {
    assertThat(plain(Figures.percent(share))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1, 100 %", "0.9999, 99.9 %", "0.994, 99.4 %", "0.619, 61 %", "0, 0 %"})
  void progressShowsDecimalsOnlyNearTheEnd(double share, String text) {
    assertThat(plain(Figures.progress(share))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "400, 0.4 s",
    "41000, 41 s",
    "180000, 3 min",
    "7500000, 2 h 05 min",
    "273600000, 3 d 4 h"
  })
  void ages(long millis, String text) {
    assertThat(plain(Figures.age(Duration.ofMillis(millis)))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"240, 300, 4 – 5 min", "9, 14, 9 – 14 s", "3600, 9000, 1 – 3 h", "5, 5, 5 s"})
  void timeLeftIsARange(long least, long most, String text) {
    assertThat(plain(Figures.range(Duration.ofSeconds(least), Duration.ofSeconds(most))))
        .isEqualTo(text);
  }

  @Test
  void bytesAreBinary() {
    assertThat(plain(Figures.bytes(431L * 1024 * 1024))).isEqualTo("431 MiB");
    assertThat(plain(Figures.bytes(44_238_162_330L))).isEqualTo("41.2 GiB");
    assertThat(plain(Figures.bytes(2_300))).isEqualTo("2.2 KiB");
    assertThat(Figures.bytes(-1)).isEqualTo(Figures.UNKNOWN);
  }

  @Test
  void changesCarryTheirSign() {
    assertThat(Figures.signed(-16.87, 2)).isEqualTo("−16.87");
    assertThat(Figures.signed(6.88, 2)).isEqualTo("+6.88");
  }
}
