package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.control.SystemSnapshot;
import datalayer.control.SystemStatus;
import datalayer.control.SystemStatus.Holdings;
import datalayer.control.VenueState;
import datalayer.monitor.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer status}: what is there and what needs a person. */
@Command(
    name = "status",
    description =
        "Shows connections, runs, live streams, what landed, and what needs a look. Exit code 1 when work cannot be done.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  @ParentCommand private DataLayerCommand root;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    try (Core core = root.connect()) {
      SystemStatus status = core.control().status();
      Map<String, Object> document = document(status);
      SystemSnapshot snapshot = core.control().snapshot();
      if (json) {
        document.put("streams", snapshot.streams().stream().map(StreamText::document).toList());
        Json.print(root.out(), document);
      } else {
        document.put(
            "streams",
            snapshot.streams().stream()
                .map(stream -> StreamText.sentences(stream, snapshot.at()))
                .toList());
        int width = document.keySet().stream().mapToInt(String::length).max().orElse(0);
        document.forEach((name, value) ->
            root.out()
                .printf("%-" + width + "s  %s%n", name.replace('_', ' '), text(value, width)));
      }
      return status.isReady() ? ExitCode.COMPLETE : ExitCode.ERROR;
    }
  }

  private Map<String, Object> document(SystemStatus status) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ready", status.isReady());
    Map<String, String> checks = new LinkedHashMap<>();
    for (Check check : status.checks()) {
      checks.put(check.name(), (check.passed() ? "ok: " : "FAILED: ") + check.reason());
    }
    document.put("checks", checks);
    SystemStatus.Installation installation = status.installation();
    document.put("version", installation.version());
    document.put("process", "%s %d".formatted(installation.role(), installation.pid()));
    document.put("started_at", installation.startedAt().toString());
    document.put("at", status.at().toString());
    document.put("data_directory", installation.dataDirectory());
    document.put("config_directory", root.directories().config().toString());
    document.put("clickhouse", status.store().name());
    document.put("clickhouse_version", status.store().version());
    document.put("clickhouse_latency_ms", millis(status.store().latency()));
    document.put("clickhouse_clock_ahead_ms", millis(status.store().clockAhead()));
    Map<String, String> venues = new LinkedHashMap<>();
    for (VenueState venue : status.venues()) {
      venues.put(venue.name(), said(venue));
    }
    document.put("venues", venues);
    document.put("operations", installation.operations());
    document.put("runs", status.runs());
    document.put("spool_files", status.spool().files());
    document.put("spool_bytes", status.spool().bytes());
    document.put("disk_free_bytes", status.spool().freeBytes());
    @Nullable Holdings holdings = status.holdings();
    if (holdings != null) {
      put(document, holdings);
    }
    return document;
  }

  private static String said(VenueState venue) {
    String clock = venue.clock();
    String said = clock == null ? "It has not said its time" : clock;
    Instant until = venue.stoppedUntil();
    return until == null
        ? said
        : "%s; nothing is sent until %s: %s"
            .formatted(said, until.truncatedTo(ChronoUnit.SECONDS), venue.stopReason());
  }

  private static void put(Map<String, Object> document, Holdings holdings) {
    document.put("series", holdings.series());
    document.put("series_complete", holdings.completeSeries());
    document.put("bars", holdings.bars());
    document.put("bars_asked_for", holdings.expected());
    document.put("bars_proven", holdings.present());
    document.put("open_intents", holdings.openIntents());
    document.put("incidents", holdings.incidents());
    document.put("amendments", holdings.amendments());
    document.put("quarantined_files", holdings.quarantined());
  }

  private static Object millis(@Nullable Duration duration) {
    return duration == null ? "" : duration.toMillis();
  }

  private static String text(Object value, int indent) {
    String next = System.lineSeparator() + " ".repeat(indent + 2);
    return switch (value) {
      case List<?> list ->
          list.isEmpty() ? "none" : String.join(next, list.stream().map(String::valueOf).toList());
      case Map<?, ?> map ->
          map.isEmpty()
              ? "none"
              : String.join(
                  next, map.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
      case Boolean yes -> yes ? "yes" : "NO";
      case Number number -> Figures.count(number.longValue());
      default -> String.valueOf(value).isEmpty() ? "—" : String.valueOf(value);
    };
  }
}
