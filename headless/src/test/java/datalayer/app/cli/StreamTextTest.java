package datalayer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.feed.StreamState;
import datalayer.feed.StreamState.Heal;
import datalayer.feed.StreamState.Late;
import datalayer.feed.StreamState.Phase;
import datalayer.market.Series;
import datalayer.market.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code datalayer status} says of live connections. */
final class StreamTextTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:34:50Z");
  private static final Series SERIES = Series.parse("binance:spot:LTC/USDT:1m");

  @Test
  void allIsWell() {
    StreamState stream =
        new StreamState(
            "Binance spot",
            Venue.BINANCE,
            Phase.LIVE,
            6,
            NOW.minusSeconds(2),
            1,
            12_345,
            0,
            0,
            "",
            null,
            0,
            List.of(),
            new Heal(3, 3, Duration.ofMillis(4_210), NOW.minusSeconds(700)),
            List.of());

    assertThat(StreamText.sentences(stream, NOW))
        .isEqualTo(
            "Binance spot is live with 6 series; the newest came 2 s ago. So far 12,345 frames, 1 reconnect. Last healed by request: 3 bars of 3 series in 4.2 s, 11 min 40 s ago.");
    assertThat(StreamText.document(stream))
        .containsEntry("state", "live")
        .containsEntry("data_at", "2026-03-10T12:34:48Z")
        .containsEntry("frames", 12_345L);
  }

  @Test
  void whatIsWrongAndWhatIsDoneAboutIt() {
    StreamState stream =
        new StreamState(
            "Binance spot",
            Venue.BINANCE,
            Phase.WAITING,
            1,
            NOW.minusSeconds(130),
            0,
            1,
            0,
            4,
            "no data for 75 s, though the connection stands",
            NOW.plusSeconds(8),
            2,
            List.of(
                new Late(SERIES, NOW.minusSeconds(50), 1, "being asked for by REST, attempt 2")),
            null,
            List.of());

    assertThat(StreamText.sentences(stream, NOW))
        .isEqualTo(
            "Binance spot is not connected, 1 series waits; the newest came 2 min 10 s ago; it is tried again in 8 s. No data for 75 s, though the connection stands. So far 1 frame, 0 reconnects, 4 unreadable, 2 final bars of its venue waiting to land. Late: binance:spot:LTC/USDT:1m, 1 bar for 50 s, being asked for by REST, attempt 2.");
  }
}
