package datalayer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.landing.FaultPoint;
import datalayer.landing.TestLanding;
import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.TestStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Final bars while nothing can be landed. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class LanderIT {

  private static final Series LTC = Series.parse("binance:spot:LTC/USDT:1m");
  private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
  private static final int BARS = 12;

  @TempDir private Path directory;

  @Test
  @SuppressWarnings("try") // closed while it is looked at
  void aFullQueueHoldsTheReaderAndNothingIsLost() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch landable = new CountDownLatch(1);
    List<String> said = new CopyOnWriteArrayList<>();
    AtomicInteger landed = new AtomicInteger();
    try (TestLanding door =
            new TestLanding(
                directory,
                TestStore.migrated(),
                point -> {
                  if (point == FaultPoint.SEALED) {
                    stuck.countDown();
                    waitFor(landable);
                  }
                });
        Lander lander = new Lander(door.landing, "test", narrow(), said::add)) {
      lander.put(Parcel.streamed(LTC, bar(0), landed::incrementAndGet));
      stuck.await();
      CountDownLatch all = new CountDownLatch(1);
      Thread reader =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 1; i < BARS; i++) {
                  lander.put(Parcel.streamed(LTC, bar(i), landed::incrementAndGet));
                }
                all.countDown();
              });
      while (said.isEmpty()) {
        assertThat(all.getCount()).as("it cannot be through").isEqualTo(1);
        LockSupport.parkNanos(10_000_000);
      }
      assertThat(said.getFirst()).contains("wait to be landed");
      assertThat(landed).hasValue(0);
      landable.countDown();
      reader.join();
      lander.close();
      assertThat(landed).hasValue(BARS);
      TimeRange range = new TimeRange(START, START.plusSeconds(60L * BARS));
      assertThat(door.tables.current(LTC, range)).hasSize(BARS);
      assertThat(door.openIntents()).isEmpty();
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static FeedOptions narrow() {
    FeedOptions o = FeedOptions.defaults();
    return new FeedOptions(
        o.handshake(),
        o.silence(),
        o.late(),
        o.settle(),
        o.stable(),
        o.firstPause(),
        o.longestPause(),
        o.spacing(),
        o.rotation(),
        o.linger(),
        4,
        4,
        o.tick(),
        o.lookBack());
  }

  private static Bar bar(int minute) {
    Amount amount = Amount.parse(String.valueOf(100 + minute));
    return new Bar(
        START.plusSeconds(60L * minute).toEpochMilli(),
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
