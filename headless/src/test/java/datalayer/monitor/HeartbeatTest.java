package datalayer.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {

  private static final Duration OFTEN = Duration.ofMillis(5);

  @Test
  void beatsWhileItsWorkIsDone() throws InterruptedException {
    CountDownLatch beats = new CountDownLatch(3);
    try (Heartbeat heartbeat = new Heartbeat(beats::countDown, OFTEN, Duration.ofMinutes(1))) {
      assertThat(beats.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(heartbeat.isBeating()).isTrue();
    }
  }

  @Test
  void aLockThatIsNeverGivenBackStopsIt() throws InterruptedException {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (Heartbeat heartbeat =
        new Heartbeat(() -> hang(stuck, never), OFTEN, Duration.ofNanos(1))) {
      assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(heartbeat.isBeating()).isFalse();
    }
  }

  @Test
  void workThatFailsStillMoves() throws InterruptedException {
    CountDownLatch beats = new CountDownLatch(2);
    Runnable failing =
        () -> {
          beats.countDown();
          throw new IllegalStateException("on purpose");
        };
    try (Heartbeat heartbeat = new Heartbeat(failing, OFTEN, Duration.ofMinutes(1))) {
      assertThat(beats.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(heartbeat.isBeating()).isTrue();
    }
  }

  private static void hang(CountDownLatch stuck, CountDownLatch never) {
    stuck.countDown();
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
