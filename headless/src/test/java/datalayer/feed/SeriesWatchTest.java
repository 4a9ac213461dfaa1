package datalayer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.feed.SeriesWatch.Taken;
import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is late, what was lost, and what came twice. */
final class SeriesWatchTest {

  private static final Series SERIES = Series.parse("binance:spot:LTC/USDT:1m");
  private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
  private static final Duration LATE = Duration.ofSeconds(8);
  private static final Duration SETTLE = Duration.ofSeconds(3);

  private final SeriesWatch watch = new SeriesWatch(SERIES, START);

  @Test
  void nothingIsLateBeforeItsTime() {
    assertThat(due("12:01:07.999")).isNull();
    assertThat(due("12:01:08")).isEqualTo(range(0, 1));
    watch.take(bar(0, 1));
    assertThat(due("12:02:07")).isNull();
    assertThat(due("12:03:09")).isEqualTo(range(1, 3));
  }

  @Test
  void afterALossItIsNotWaitedFor() {
    watch.hurry();
    assertThat(due("12:01:03")).isEqualTo(range(0, 1));
    assertThat(due("12:01:03")).as("the next one has its time again").isNull();
  }

  @Test
  void aLaterBarShowsThatOneWasLost() {
    watch.take(bar(0, 1));
    watch.take(bar(3, 1));
    assertThat(due("12:04:01")).isEqualTo(range(1, 3));
    assertThat(watch.mended(List.of(bar(1, 1), bar(2, 1)), at(3)).news()).hasSize(2);
    assertThat(watch.next()).isEqualTo(at(4));
  }

  @Test
  void aBarCountsOnceWhicheverWayItComesFirst() {
    assertThat(watch.take(bar(0, 1))).isEqualTo(Taken.NEW);
    assertThat(watch.take(bar(0, 1))).isEqualTo(Taken.REPEATED);
    assertThat(watch.take(bar(0, 2))).isEqualTo(Taken.CHANGED);
    assertThat(watch.mended(List.of(bar(0, 2), bar(1, 1)), at(2)).news())
        .containsExactly(bar(1, 1));
    assertThat(watch.take(bar(1, 1))).isEqualTo(Taken.REPEATED);
  }

  @Test
  void aHoleIsAskedForOnceAtATimeAndToldOfOnce() {
    watch.because("the connection was lost");
    assertThat(watch.mayAsk(0)).isTrue();
    assertThat(watch.asking(range(0, 1), 0)).isEqualTo("the connection was lost");
    assertThat(watch.mayAsk(5)).isFalse();
    watch.askAgain(100, "no answer", false);
    assertThat(watch.mayAsk(99)).isFalse();
    assertThat(watch.mayAsk(100)).isTrue();
    assertThat(watch.asking(range(0, 2), 100)).as("no news").isNull();
    assertThat(watch.hole()).extracting(SeriesWatch.Hole::attempt).isEqualTo(2);
    assertThat(watch.mended(List.of(bar(0, 1)), at(2)).noticed()).isZero();
    watch.whole();
    assertThat(watch.hole()).isNull();
  }

  @Test
  void aStreamThatBringsNothingBarAfterBarIsDeaf() {
    for (int i = 0; i < 3; i++) {
      assertThat(watch.isDeaf()).isFalse();
      watch.mended(List.of(bar(i, 1)), at(i + 1));
    }
    assertThat(watch.isDeaf()).isTrue();
    watch.take(bar(3, 1));
    assertThat(watch.isDeaf()).isFalse();
  }

  private @Nullable TimeRange due(String time) {
    return watch.due(Instant.parse("2026-03-10T" + time + "Z"), LATE, SETTLE);
  }

  private static TimeRange range(int from, int to) {
    return new TimeRange(at(from), at(to));
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static Bar bar(int minute, int price) {
    Amount amount = Amount.parse(String.valueOf(price));
    return new Bar(
        at(minute).toEpochMilli(),
        amount,
        amount,
        amount,
        amount,
        amount,
        amount,
        1,
        amount,
        amount);
  }
}
