package datalayer.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.feed.FeedEvent;
import datalayer.feed.StreamState;
import datalayer.feed.StreamState.Late;
import datalayer.feed.StreamState.Phase;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import datalayer.simulator.BarWalk;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StreamMetricsTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:34:50Z");
  private static final Series SERIES = Series.parse("binance:spot:LTC/USDT:1m");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final StreamMetrics metrics = new StreamMetrics(registry);

  private static StreamState spot(Phase phase, long frames, List<Late> late) {
    return new StreamState(
        "Binance spot",
        Venue.BINANCE,
        phase,
        6,
        NOW,
        2,
        frames,
        5,
        1,
        "",
        null,
        3,
        late,
        null,
        List.of());
  }

  @Test
  void connectionsAreToldApartByName() {
    metrics.follow(List.of(spot(Phase.WAITING, 10, List.of())));
    metrics.follow(
        List.of(spot(Phase.LIVE, 1234, List.of(new Late(SERIES, NOW, 2, "it is asked for")))));

    assertThat(registry.scrape())
        .contains("datalayer_streams{state=\"live\"} 1")
        .contains("datalayer_streams{state=\"waiting\"} 0")
        .contains("datalayer_stream_frames_total{stream=\"Binance spot\"} 1234")
        .contains("datalayer_stream_reconnects_total{stream=\"Binance spot\"} 2")
        .contains("datalayer_stream_unreadable_total{stream=\"Binance spot\"} 1")
        .contains("datalayer_stream_late_series{stream=\"Binance spot\"} 1")
        .contains("datalayer_stream_waiting_bars{stream=\"Binance spot\"} 3")
        .contains("datalayer_stream_series{stream=\"Binance spot\"} 6")
        .contains("datalayer_stream_data_timestamp_seconds{stream=\"Binance spot\"} 1.77314609E9");
  }

  @Test
  void whatLandedAndHealedIsCounted() {
    TimeRange minutes = new TimeRange(NOW.minusSeconds(170), NOW.minusSeconds(50));
    metrics.landed(SERIES, new BarWalk(1, Timeframe.M1).over(minutes), true);
    metrics.landed(SERIES, new BarWalk(1, Timeframe.M1).over(minutes).subList(0, 1), false);
    metrics.happened(
        new FeedEvent(
            NOW,
            FeedEvent.Kind.HEALED,
            "Binance spot",
            SERIES,
            minutes,
            2,
            Duration.ofMillis(4200),
            "2 bars by REST in 4.2 s"));

    assertThat(registry.scrape())
        .contains("datalayer_stream_bars_landed_total{way=\"request\"} 2")
        .contains("datalayer_stream_bars_landed_total{way=\"stream\"} 1")
        .contains("datalayer_stream_heal_seconds_count 1")
        .contains("datalayer_stream_heal_seconds_sum 4.2")
        .contains("datalayer_stream_heal_seconds_bucket{le=\"5.0\"} 1");
  }
}
