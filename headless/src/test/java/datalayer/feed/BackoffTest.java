package datalayer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long is waited between attempts. */
final class BackoffTest {

  @Test
  void pausesGrowUpToACapAndAreShortAgainWhenAllIsWell() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 0.5);
    assertThat(IntStream.range(0, 6).mapToObj(i -> backoff.next()))
        .containsExactly(
            Duration.ofMillis(750),
            Duration.ofMillis(1500),
            Duration.ofMillis(3000),
            Duration.ofMillis(6000),
            Duration.ofMillis(7500),
            Duration.ofMillis(7500));
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(750));
  }

  @Test
  void chanceSpreadsThem() {
    Duration first = Duration.ofSeconds(1);
    assertThat(new Backoff(first, first, () -> 0).next()).isEqualTo(Duration.ofMillis(500));
    assertThat(new Backoff(first, first, () -> 0.999).next())
        .isBetween(Duration.ofMillis(990), first);
  }

  @Test
  void attemptsAreSpaced() {
    AttemptGate gate = new AttemptGate(Duration.ofNanos(100));
    assertThat(gate.permits(-5)).isTrue();
    assertThat(gate.permits(94)).isFalse();
    assertThat(gate.permits(95)).isTrue();
  }
}
