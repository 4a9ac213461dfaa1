package datalayer.control.http;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Plan;
import datalayer.control.Control;
import datalayer.control.Query;
import datalayer.monitor.Check;
import datalayer.monitor.Heartbeat;
import datalayer.monitor.Metrics;
import datalayer.monitor.Readiness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Every address of the API and what it does. */
final class Routes {

  static final String PREFIX = "/api/v1";
  static final String METRICS = "/metrics";

  private static final Set<String> NONE = Set.of();
  private static final Set<String> SERIES = Set.of("series");
  private static final Set<String> STRETCH = Set.of("series", "range");

  private final Control control;
  private final SnapshotParts snapshots = new SnapshotParts();
  private final List<Route> routes = new ArrayList<>();

  Routes(Control control, Heartbeat heartbeat, Readiness readiness, Metrics metrics) {
    this.control = control;
    health(heartbeat, readiness, metrics);
    questions();
    commands();
  }

  List<Route> all() {
    return routes;
  }

  private void health(Heartbeat heartbeat, Readiness readiness, Metrics metrics) {
    get("/livez", NONE, x -> live(heartbeat));
    get("/readyz", NONE, x -> ready(readiness));
    get(
        METRICS,
        NONE,
        x -> new Answer.Text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape()));
  }

  private void questions() {
    get(
        PREFIX + "/snapshot",
        Set.of("known"),
        x -> Answer.of(snapshots.since(x.parameterOr("known", ""), control.snapshot())));
    get(PREFIX + "/status", NONE, x -> Answer.of(control.status()));
    get(PREFIX + "/instruments", NONE, x -> Answer.of(control.instruments()));
    get(PREFIX + "/series", NONE, x -> Answer.of(control.series()));
    get(
        PREFIX + "/asked",
        NONE,
        x ->
            Answer.of(
                control.asked().entrySet().stream()
                    .map(e -> new Documents.Stretch(e.getKey(), e.getValue()))
                    .toList()));
    get(
        PREFIX + "/extent",
        SERIES,
        x ->
            control
                .extent(x.series())
                .map(Answer::of)
                .orElseThrow(() -> none("the series holds no bar")));
    get(
        PREFIX + "/running",
        SERIES,
        x ->
            control
                .running(x.series())
                .map(Answer::of)
                .orElseThrow(() -> none("no stream has told of the series")));
    get(PREFIX + "/coverage", STRETCH, x -> Answer.of(control.coverage(x.series(), x.range())));
    get(PREFIX + "/bars", STRETCH, this::bars);
    get(
        PREFIX + "/runs/*",
        NONE,
        x ->
            control
                .run(x.variables().getFirst())
                .map(Answer::of)
                .orElseThrow(() -> none("there is no run " + x.variables().getFirst())));
  }

  private void commands() {
    post("/plan", x -> Answer.of(control.plan(x.order(BackfillRequest.class))));
    post(
        "/runs",
        x ->
            new Answer.Document(
                201, new Documents.RunName(control.start(x.longOrder(Plan.class)))));
    command("pause", Control::pause);
    command("resume", Control::resume);
    command("cancel", Control::cancel);
    command("retry", Control::retry);
    post(
        "/instruments",
        x -> {
          control.register(x.order(Documents.Instruments.class).instruments());
          return new Answer.Done();
        });
    post("/verify", x -> Answer.of(control.verify()));
    post(
        "/query",
        x -> {
          Query query = x.order(Query.class);
          return new Answer.Stream("application/octet-stream", out -> control.query(query, out));
        });
  }

  private Answer bars(Exchange exchange) throws RefusedException {
    var bars = control.bars(exchange.series(), exchange.range());
    return new Answer.Stream(BarStream.TYPE, out -> BarStream.write(bars, out));
  }

  private static Answer live(Heartbeat heartbeat) {
    long seconds = heartbeat.age().toSeconds();
    return heartbeat.isBeating()
        ? new Answer.Text(200, "text/plain; charset=utf-8", "the process moves\n")
        : new Answer.Text(
            503,
            "text/plain; charset=utf-8",
            "the process has not moved for %d s; restart it\n".formatted(seconds));
  }

  private static Answer ready(Readiness readiness) {
    List<Check> checks = readiness.checks();
    boolean ready = checks.stream().allMatch(Check::passed);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ready", ready);
    document.put("checks", checks);
    return new Answer.Document(ready ? 200 : 503, document);
  }

  private void get(String path, Set<String> parameters, Route.Action action) {
    routes.add(new Route("GET", path, parameters, action));
  }

  private void post(String path, Route.Action action) {
    routes.add(new Route("POST", PREFIX + path, NONE, action));
  }

  private void command(String name, BiConsumer<Control, String> command) {
    post(
        "/runs/*/" + name,
        x -> {
          command.accept(control, x.variables().getFirst());
          return new Answer.Done();
        });
  }

  private static RefusedException none(String detail) {
    return new RefusedException(404, "Not there", detail, "");
  }
}
