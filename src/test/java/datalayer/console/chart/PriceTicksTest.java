package datalayer.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.chart.PriceTicks.Tick;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class PriceTicksTest {

  private static final ChartLayout LAYOUT = new ChartLayout(900, 500);

  private static List<Tick> ticks(double low, double high, double tag) {
    PriceScale scale = PriceScale.around(low, high, LAYOUT.priceTop(), LAYOUT.priceBottom());
    return PriceTicks.of(scale, LAYOUT, tag);
  }

  @Test
  void roundPricesFromTheBottomUp() {
    assertThat(ticks(0.1, 0.7, Double.NaN))
        .extracting(tick -> String.format(Locale.ROOT, "%.6f", tick.price()))
        .containsSequence("0.200000", "0.400000", "0.600000");
  }

  @Test
  void noLabelStandsUnderTheTagAndWithoutATagAllDo() {
    List<Tick> free = ticks(100, 200, Double.NaN);
    Tick middle = free.get(free.size() / 2);
    assertThat(middle.labelled()).isTrue();
    List<Tick> tagged = ticks(100, 200, middle.y() + 5);
    assertThat(tagged.get(free.size() / 2).labelled()).isFalse();
    assertThat(tagged.stream().filter(Tick::labelled).count())
        .isEqualTo(free.stream().filter(Tick::labelled).count() - 1);
  }

  @RepeatedTest(50)
  void marksAreApartInOrderAndLabelsWhollyInside(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    double low = Math.pow(10, random.nextInt(12) - 6) * random.nextDouble(0.1, 1);
    double high = low * (1 + Math.pow(10, -random.nextInt(6)) * random.nextDouble());
    List<Tick> ticks = ticks(low, high, Double.NaN);
    assertThat(ticks).hasSizeGreaterThan(1);
    for (int i = 1; i < ticks.size(); i++) {
      assertThat(ticks.get(i - 1).y() - ticks.get(i).y()).isGreaterThanOrEqualTo(63);
      assertThat(ticks.get(i).price()).isGreaterThan(ticks.get(i - 1).price());
    }
    assertThat(ticks)
        .filteredOn(Tick::labelled)
        .allSatisfy(tick -> assertThat(tick.y()).isBetween(10.0, LAYOUT.divider() - 4));
  }
}
