package datalayer.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.backfill.InFlight.TakenBackException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** How a chunk is taken out of a lane's hands. */
final class InFlightTest {

  private final InFlight flight = new InFlight();

  @Test
  void whatIsFetchedIsInterruptedAndTheThreadIsCleanAfterwards() throws Exception {
    CountDownLatch fetching = new CountDownLatch(1);
    Thread taker =
        Thread.ofVirtual()
            .start(() -> {
              awaitQuietly(fetching);
              flight.takeBack("cancelled");
            });
    flight.startFetching();
    fetching.countDown();
    assertThatThrownBy(() -> new CountDownLatch(1).await())
        .isInstanceOf(InterruptedException.class);
    assertThatThrownBy(flight::stopFetching)
        .isInstanceOf(TakenBackException.class)
        .hasMessage("cancelled");
    taker.join();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anInterruptionThatCameTooLateIsForgotten() throws Exception {
    flight.startFetching();
    flight.takeBack("paused");
    assertThatThrownBy(flight::stopFetching).isInstanceOf(TakenBackException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aWaitEndsAtOnce() throws Exception {
    Thread taker =
        Thread.ofVirtual()
            .start(() -> {
              while (!flight.isWaiting()) {
                Thread.onSpinWait();
              }
              flight.takeBack("the process stops");
            });
    assertThatThrownBy(() -> flight.pause(Duration.ofHours(1)))
        .isInstanceOf(TakenBackException.class)
        .hasMessage("the process stops");
    taker.join();
    assertThatThrownBy(flight::startFetching).isInstanceOf(TakenBackException.class);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
