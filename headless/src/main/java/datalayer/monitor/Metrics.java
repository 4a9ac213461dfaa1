package datalayer.monitor;

import datalayer.backfill.ChunkState;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.feed.Feed;
import datalayer.feed.StreamState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the system did and how it is, as Prometheus reads it. Names begin with {@code datalayer_},
 * units are base units, times are time stamps rather than ages, so that a dead daemon ages too. No
 * label takes a value from outside: neither series nor error text; names of connections are ours.
 */
public final class Metrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final RunTotals totals = new RunTotals(registry);
  private final StreamMetrics streams = new StreamMetrics(registry);
  private final Timer ping;
  private volatile Map<RunState, Integer> runs = Map.of();
  private volatile Map<ChunkState, Integer> chunks = Map.of();
  private volatile double rowsPerSecond;

  public Metrics(String version) {
    ping =
        Timer.builder("datalayer.clickhouse.ping")
            .description("How long ClickHouse takes to answer the simplest question")
            .serviceLevelObjectives(
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                Duration.ofMillis(25),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofMillis(2500))
            .register(registry);
    Gauge.builder("datalayer.build.info", () -> 1)
        .tag("version", version)
        .description("Which version runs")
        .register(registry);
    for (RunState state : RunState.values()) {
      gauge(
          "datalayer.runs",
          "Runs among the newest, by state",
          state.label(),
          () -> runs.getOrDefault(state, 0));
    }
    for (ChunkState state : ChunkState.values()) {
      gauge(
          "datalayer.open.run.chunks",
          "Chunks of runs that are not over, by state",
          state.label(),
          () -> chunks.getOrDefault(state, 0));
    }
    Gauge.builder("datalayer.rows.per.second", () -> rowsPerSecond)
        .description("Rows proven per second, over the last ten seconds")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collector.bindTo(registry);
  }

  /** Where other parts register figures of their own. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Tells of the directory that holds the spool and of its free space. */
  public void watch(Path data, SpoolSize spool) {
    Gauge.builder("datalayer.spool.files", spool::files)
        .description("Chunks on disk that are not proven in ClickHouse yet")
        .register(registry);
    Gauge.builder("datalayer.spool", spool::bytes)
        .baseUnit("bytes")
        .description("Bytes on disk that are not proven in ClickHouse yet")
        .register(registry);
    Gauge.builder("datalayer.disk.free", () -> Probes.free(data))
        .baseUnit("bytes")
        .description("Space left for the data directory")
        .register(registry);
  }

  /** Tells of the checks of readiness, each 1 or 0. */
  public void watch(Readiness readiness) {
    for (Check check : readiness.checks()) {
      Gauge.builder("datalayer.ready", () -> passed(readiness, check.name()))
          .tag("check", check.name())
          .description("Whether a check of readiness passes")
          .register(registry);
    }
  }

  /** Tells how much of a venue's request budget is used, of which market. */
  public void watchBudget(
      String market, Supplier<Number> used, Supplier<Number> limit, Supplier<Number> waiting) {
    Gauge.builder("datalayer.venue.weight.used", used)
        .tag("market", market)
        .description("Request weight used within the last minute")
        .register(registry);
    Gauge.builder("datalayer.venue.weight.limit", limit)
        .tag("market", market)
        .description("Request weight that the venue allows in a minute")
        .register(registry);
    Gauge.builder("datalayer.venue.requests.waiting", waiting)
        .tag("market", market)
        .description("Requests that wait for their share")
        .register(registry);
  }

  /** Counts what live streams tell from now on; how they are is taken by {@link #follow}. */
  public void watch(Feed feed) {
    feed.events().listen(streams);
  }

  /** Takes the newest state of the runs and of the live connections. */
  public synchronized void follow(List<RunProgress> newest, List<StreamState> connections) {
    streams.follow(connections);
    follow(newest);
  }

  private void follow(List<RunProgress> newest) {
    Map<RunState, Integer> states = new EnumMap<>(RunState.class);
    Map<ChunkState, Integer> open = new EnumMap<>(ChunkState.class);
    double rate = 0;
    for (RunProgress run : newest) {
      states.merge(run.state(), 1, Integer::sum);
      if (!run.state().isOver()) {
        rate += run.rowsPerSecond();
        run.chunks().forEach(chunk -> open.merge(chunk.state(), 1, Integer::sum));
      }
    }
    runs = states;
    chunks = open;
    rowsPerSecond = rate;
    totals.follow(newest);
  }

  /** ClickHouse answered. */
  public void pinged(Duration latency) {
    ping.record(latency);
  }

  /** A request to the control API was answered. */
  public void answered(String method, int status) {
    Counter.builder("datalayer.control.requests")
        .description("Requests to the control API, by class of the answer")
        .tag("method", method)
        .tag("code", status / 100 + "xx")
        .register(registry)
        .increment();
  }

  /** The figures in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }

  private void gauge(String name, String description, String state, Figure figure) {
    Gauge.builder(name, figure::now)
        .tags(Tags.of("state", state.toLowerCase(Locale.ROOT)))
        .description(description)
        .register(registry);
  }

  private interface Figure {
    Integer now();
  }

  private static int passed(Readiness readiness, String name) {
    return readiness.checks().stream().anyMatch(c -> c.name().equals(name) && c.passed()) ? 1 : 0;
  }
}
