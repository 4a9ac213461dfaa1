package datalayer.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.feed.FeedEvent;
import datalayer.feed.LiveBar;
import datalayer.feed.StreamState;
import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Live streams as somebody elsewhere sees them. */
final class LiveStateTest {

  private static final Series BTC = Series.parse("binance:spot:BTC/USDT:1m");
  private static final Instant NOW = FakeControl.NOW;

  @Test
  void streamsAndTheRunningBarComeThroughTheDoorAsTheyAre() throws Exception {
    Amount digits = Amount.parse("12345678901234567890.123456789012345678");
    LiveBar bar =
        new LiveBar(
            BTC,
            new Bar(
                NOW.toEpochMilli(), digits, digits, digits, digits, digits, null, -1, null, null),
            false,
            NOW,
            NOW.plusMillis(40));
    TimeRange minute = new TimeRange(NOW, NOW.plusSeconds(60));
    StreamState stream =
        new StreamState(
            "Binance spot",
            Venue.BINANCE,
            StreamState.Phase.LIVE,
            1,
            NOW,
            2,
            3,
            4,
            5,
            "",
            null,
            6,
            List.of(new StreamState.Late(BTC, NOW, 1, "being asked for by REST, attempt 1")),
            new StreamState.Heal(3, 1, Duration.ofMillis(1900), NOW),
            List.of(
                new FeedEvent(
                    NOW, FeedEvent.Kind.GAP, "Binance spot", BTC, minute, 1, null, "missing")));
    try (TestDoor door = new TestDoor(Limits.defaults())) {
      door.control.streams = List.of(stream);
      door.control.running = Optional.of(bar);
      try (HttpControl control = HttpControl.connect(door.server.address(), door.token)) {
        assertThat(control.snapshot().streams()).containsExactly(stream);
        assertThat(control.running(BTC)).contains(bar);
        assertThat(control.running(Series.parse("binance:spot:ETH/USDT:1m"))).isEmpty();
      }
    }
  }
}
