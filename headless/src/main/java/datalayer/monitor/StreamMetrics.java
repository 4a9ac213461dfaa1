package datalayer.monitor;

import datalayer.feed.Events;
import datalayer.feed.FeedEvent;
import datalayer.feed.StreamState;
import datalayer.market.Bar;
import datalayer.market.Series;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What live streams did and how they are. A connection is told apart by its name, which we give and
 * of which there are as many as connections.
 */
final class StreamMetrics implements Events.Listener {

  private final MeterRegistry registry;
  private final Set<String> known = new HashSet<>();
  private final Counter streamed;
  private final Counter asked;
  private final Timer heal;
  private volatile List<StreamState> newest = List.of();

  StreamMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (StreamState.Phase phase : StreamState.Phase.values()) {
      Gauge.builder("datalayer.streams", () -> count(phase))
          .tag("state", phase.name().toLowerCase(Locale.ROOT))
          .description("Live connections, by state")
          .register(registry);
    }
    streamed = landed("stream");
    asked = landed("request");
    heal =
        Timer.builder("datalayer.stream.heal")
            .description("From when a final bar was missed until it had landed, by request")
            .serviceLevelObjectives(
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                Duration.ofSeconds(300))
            .register(registry);
  }

  private Counter landed(String way) {
    return Counter.builder("datalayer.stream.bars.landed")
        .tag("way", way)
        .description("Final bars that landed live, by the way they came")
        .register(registry);
  }

  /** Takes the newest state of the connections; by one thread at a time. */
  void follow(List<StreamState> streams) {
    newest = streams;
    streams.stream().map(StreamState::name).filter(known::add).forEach(this::register);
  }

  @Override
  public void landed(Series series, List<Bar> bars, boolean byRequest) {
    (byRequest ? asked : streamed).increment(bars.size());
  }

  @Override
  public void happened(FeedEvent event) {
    @Nullable Duration took = event.took();
    if (event.kind() == FeedEvent.Kind.HEALED && took != null) {
      heal.record(took);
    }
  }

  private void register(String stream) {
    gauge(
        stream,
        "datalayer.stream.data.timestamp",
        "seconds",
        "When the newest data came, in seconds since 1970; none came when it is missing",
        s -> seconds(s.dataAt()));
    gauge(stream, "datalayer.stream.series", "", "Series that it carries", StreamState::series);
    gauge(
        stream,
        "datalayer.stream.late.series",
        "",
        "Series whose final bar has not come in time",
        s -> s.late().size());
    gauge(
        stream,
        "datalayer.stream.waiting.bars",
        "",
        "Final bars of its venue that wait to be landed",
        StreamState::waiting);
    counter(stream, "frames", "Bars that came, open ones among them", StreamState::frames);
    counter(
        stream,
        "conflated",
        "Updates of open bars that were replaced before anybody looked",
        StreamState::conflated);
    counter(stream, "unreadable", "Frames that said no bar", StreamState::unreadable);
    counter(stream, "reconnects", "How often it came back after a loss", StreamState::reconnects);
  }

  private void gauge(
      String stream,
      String name,
      String unit,
      String description,
      ToDoubleFunction<StreamState> figure) {
    Gauge.builder(name, () -> of(stream, figure))
        .tag("stream", stream)
        .baseUnit(unit.isEmpty() ? null : unit)
        .description(description)
        .register(registry);
  }

  private void counter(
      String stream, String name, String description, ToDoubleFunction<StreamState> figure) {
    FunctionCounter.builder("datalayer.stream." + name, this, ours -> ours.of(stream, figure))
        .tag("stream", stream)
        .description(description)
        .register(registry);
  }

  private double of(String stream, ToDoubleFunction<StreamState> figure) {
    return newest.stream()
        .filter(state -> state.name().equals(stream))
        .mapToDouble(figure)
        .findFirst()
        .orElse(Double.NaN);
  }

  private long count(StreamState.Phase phase) {
    return newest.stream().filter(state -> state.phase() == phase).count();
  }

  private static double seconds(@Nullable Instant moment) {
    return moment == null ? Double.NaN : moment.toEpochMilli() / 1e3;
  }
}
