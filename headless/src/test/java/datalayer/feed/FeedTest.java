package datalayer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.feed.FeedEvent.Kind;
import datalayer.feed.FeedRig.Landed;
import datalayer.market.Series;
import datalayer.simulator.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Live bars from the simulated Binance's sockets to the mart. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class FeedTest {

  private static final Series SPOT = Series.parse("binance:spot:LTC/USDT:1m");
  private static final Series SWAP = Series.parse("binance:swap:LTC/USDT:1m");
  private static final List<Series> BOTH = List.of(SPOT, SWAP);

  @TempDir private Path directory;

  @Test
  void everyFinalBarLandsThroughADropALossAndARepetition() throws Exception {
    try (FeedRig rig = new FeedRig(directory)) {
      Feed feed = rig.start(BOTH);
      rig.isLive();
      rig.atFinal(SPOT, 1, new Fault.LoseFrame());
      rig.atFinal(SWAP, 1, new Fault.RepeatFrame());
      rig.atFinal(SWAP, 3, new Fault.Drop());
      rig.becomesTrue(BOTH);
      assertThat(rig.events).anyMatch(e -> e.kind() == Kind.HEALED && SPOT.equals(e.series()));
      assertThat(rig.events).anyMatch(e -> e.kind() == Kind.LOST);
      assertThat(rig.landed.stream().map(l -> l.series() + " " + l.bar().openTime()))
          .as("each is told of once")
          .doesNotHaveDuplicates();
      assertThat(rig.landed.stream().anyMatch(Landed::byRequest)).isTrue();
      rig.until("an open bar is seen", () -> feed.running(SPOT).isPresent());
      assertThat(feed.streams()).hasSize(2);
      System.out.println("heal times: " + rig.healTimes());
      rig.stop();
    }
  }
}
