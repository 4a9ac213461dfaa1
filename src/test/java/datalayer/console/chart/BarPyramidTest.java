package datalayer.console.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import datalayer.control.BarColumns;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class BarPyramidTest {

  @RepeatedTest(20)
  void aFoldIsWhatTheBarsComeTo(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    BarColumns bars = bars(random, 1 + random.nextInt(5000));
    BarPyramid pyramid = BarPyramid.over(bars);
    BarPyramid.Fold fold = new BarPyramid.Fold();
    for (int question = 0; question < 200; question++) {
      int from = random.nextInt(bars.size());
      int to = from + 1 + random.nextInt(bars.size() - from);
      pyramid.fold(from, to, fold);
      double high = Double.NEGATIVE_INFINITY;
      double low = Double.POSITIVE_INFINITY;
      double volume = 0;
      int sources = 0;
      for (int i = from; i < to; i++) {
        high = Math.max(high, bars.high()[i]);
        low = Math.min(low, bars.low()[i]);
        volume += bars.volume()[i];
        sources |= 1 << bars.sources()[i];
      }
      assertThat(fold.high).isEqualTo(high);
      assertThat(fold.low).isEqualTo(low);
      assertThat(fold.volume).isCloseTo(volume, within(1e-6 * Math.max(1, volume)));
      assertThat(fold.sources).isEqualTo(sources);
      assertThat(fold.open).isEqualTo(bars.open()[from]);
      assertThat(fold.close).isEqualTo(bars.close()[to - 1]);
    }
  }

  @RepeatedTest(20)
  void aColumnEndsAtTheFirstWholeBlockBehindIt(RepetitionInfo repetition) {
    Random random = new Random(100 + repetition.getCurrentRepetition());
    BarColumns bars = bars(random, 1 + random.nextInt(5000));
    for (int i = 1; i < bars.size(); i++) {
      long hole = random.nextInt(50) == 0 ? random.nextInt(100) : 0;
      bars.openTimes()[i] = bars.openTimes()[i - 1] + 60_000 * (1 + hole);
    }
    BarPyramid pyramid = BarPyramid.over(bars);
    for (int question = 0; question < 200; question++) {
      int perColumn = 1 + random.nextInt(bars.size());
      int grain = pyramid.grain(perColumn);
      int from = random.nextInt(bars.size());
      long end = bars.openTimes()[from] + (long) perColumn * 60_000 - random.nextInt(60_000);
      int to = from;
      while (to < bars.size() && bars.openTimes()[to] < end) {
        to++;
      }
      int whole = to == from ? to : Math.min(bars.size(), (to + grain - 1) / grain * grain);
      assertThat(grain).isLessThanOrEqualTo(Math.max(1, perColumn / 4));
      assertThat(pyramid.indexAtOrAfter(from, perColumn + 2, end, grain)).isEqualTo(whole);
    }
  }

  @Test
  void noBarsAreNoTrouble() {
    assertThat(BarPyramid.over(BarColumns.EMPTY).bars().size()).isZero();
  }

  static BarColumns bars(Random random, int size) {
    BarColumns bars =
        new BarColumns(
            new long[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new int[size],
            new byte[size]);
    double price = 100;
    for (int i = 0; i < size; i++) {
      bars.openTimes()[i] = i * 60_000L;
      bars.open()[i] = price;
      price += random.nextGaussian();
      bars.close()[i] = price;
      bars.high()[i] = Math.max(bars.open()[i], price) + random.nextDouble();
      bars.low()[i] = Math.min(bars.open()[i], price) - random.nextDouble();
      bars.volume()[i] = random.nextInt(1000);
      bars.sources()[i] = (byte) random.nextInt(3);
    }
    return bars;
  }
}
