package datalayer.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arithmetic of ranges, against a set of single minutes. */
final class RangeSetTest {

  private static final int MINUTES = 300;

  static Stream<Long> seeds() {
    return LongStream.range(0, 200).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyOperationIsTheOneOnMinutes(long seed) {
    Random random = new Random(seed);
    BitSet a = minutes(random);
    BitSet b = minutes(random);
    RangeSet setA = shuffled(a, random);
    RangeSet setB = shuffled(b, random);

    assertThat(setA.union(setB)).isEqualTo(set(combined(a, b, BitSet::or)));
    assertThat(setA.intersection(setB)).isEqualTo(set(combined(a, b, BitSet::and)));
    assertThat(setA.minus(setB)).isEqualTo(set(combined(a, b, BitSet::andNot)));
    assertThat(setA.bars(Timeframe.M1)).isEqualTo(a.cardinality());
  }

  @Test
  void touchingRangesAreOne() {
    assertThat(RangeSet.of(minute(1, 2), minute(2, 3), minute(5, 5)).ranges())
        .containsExactly(minute(1, 3));
  }

  private interface Operation {
    void apply(BitSet left, BitSet right);
  }

  private static BitSet combined(BitSet a, BitSet b, Operation operation) {
    BitSet result = (BitSet) a.clone();
    operation.apply(result, b);
    return result;
  }

  private static BitSet minutes(Random random) {
    BitSet minutes = new BitSet();
    for (int i = random.nextInt(12); i > 0; i--) {
      int from = random.nextInt(MINUTES);
      minutes.set(from, Math.min(MINUTES, from + random.nextInt(40)));
    }
    return minutes;
  }

  /** The same minutes said in another way: cut into pieces, some said twice, in any order. */
  private static RangeSet shuffled(BitSet minutes, Random random) {
    List<TimeRange> pieces = new ArrayList<>();
    minutes.stream()
        .forEach(m -> {
          pieces.add(minute(m, m + 1));
          if (random.nextInt(5) == 0) {
            pieces.add(minute(m, m + 1));
          }
        });
    java.util.Collections.shuffle(pieces, random);
    return RangeSet.of(pieces);
  }

  private static RangeSet set(BitSet minutes) {
    List<TimeRange> ranges = new ArrayList<>();
    for (int from = minutes.nextSetBit(0);
        from >= 0;
        from = minutes.nextSetBit(minutes.nextClearBit(from))) {
      ranges.add(minute(from, minutes.nextClearBit(from)));
    }
    return RangeSet.of(ranges);
  }

  private static TimeRange minute(int from, int to) {
    return TimeRange.ofMillis(from * 60_000L, to * 60_000L);
  }
}
