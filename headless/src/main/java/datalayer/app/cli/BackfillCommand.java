package datalayer.app.cli;

import datalayer.app.Headless;
import datalayer.app.config.yaml.BackfillFile;
import datalayer.app.config.yaml.ConfiguredInstrument;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.ChunkProgress;
import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.market.Instrument;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer backfill}: fetches history, and shows what was fetched. */
@Command(
    name = "backfill",
    description = "Fetches history that is missing.",
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Runnable {

  @ParentCommand private DataLayerCommand root;

  @Override
  public void run() {
    throw new UsageException("name what to do: backfill yaml, full, list or show");
  }

  /** How to run a request. */
  static final class How {

    @Option(
        names = "--wait",
        description = "Stay until the run is over. Without a daemon it is always so.")
    private boolean wait;

    @Option(names = "--dry-run", description = "Show the plan and write nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;
  }

  @Command(
      name = "yaml",
      description = "Runs the backfill that a file describes.",
      mixinStandardHelpOptions = true)
  int yaml(
      @Parameters(paramLabel = "FILE", description = "For example config/backfill/backfill.yaml.")
          Path file,
      @Mixin How how) {
    List<ConfiguredInstrument> known = root.configuredInstruments();
    return carryOut(BackfillFile.read(file, known), how);
  }

  @Command(
      name = "full",
      description = "Runs a backfill of every instrument of instruments.yaml.",
      mixinStandardHelpOptions = true)
  int full(
      @Option(
              names = "--timeframe",
              required = true,
              paramLabel = "TF",
              split = ",",
              description = "1m, 5m, 15m or 1h; several with commas.")
          List<String> timeframes,
      @Option(names = "--start", required = true, paramLabel = "D", description = "Inclusive, UTC.")
          String start,
      @Option(names = "--end", required = true, paramLabel = "D", description = "Exclusive, UTC.")
          String end,
      @Option(
              names = "--instrument",
              paramLabel = "NAME",
              description = "Only this one, for example binance:swap:BTC/USDT; may be repeated.")
          List<String> only,
      @Option(
              names = "--load",
              defaultValue = "missing",
              description = "missing, holes, changed or everything (default: missing).")
          Load load,
      @Option(
              names = "--max-concurrency",
              defaultValue = "4",
              paramLabel = "N",
              description = "Chunks worked at once (default: 4).")
          int concurrency,
      @Mixin How how) {
    Instant from = SeriesRange.time("--start", start);
    Instant to = SeriesRange.time("--end", end);
    if (!from.isBefore(to)) {
      throw new UsageException("--start %s is not before --end %s".formatted(start, end));
    }
    if (concurrency < 1) {
      throw new UsageException("--max-concurrency must be at least 1, not " + concurrency);
    }
    List<Timeframe> parsed = new ArrayList<>();
    for (String timeframe : timeframes) {
      try {
        parsed.add(Timeframe.parse(timeframe));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--timeframe: " + e.getMessage());
      }
    }
    return carryOut(
        new BackfillRequest(
            "full %s %s – %s".formatted(String.join(", ", timeframes), start, end),
            instruments(only),
            parsed,
            new TimeRange(from, to),
            load,
            concurrency),
        how);
  }

  private List<Instrument> instruments(@Nullable List<String> only) {
    if (only != null) {
      return only.stream().map(name -> SeriesRange.parse(name + ":1m").instrument()).toList();
    }
    List<Instrument> configured =
        root.configuredInstruments().stream().map(ConfiguredInstrument::instrument).toList();
    if (configured.isEmpty()) {
      throw new UsageException(
          "%s names no instrument; add some, or name them with --instrument"
              .formatted(root.directories().config().resolve("instruments.yaml")));
    }
    return configured;
  }

  private int carryOut(BackfillRequest request, How how) {
    try (Headless headless = root.start()) {
      Plan plan = headless.control().plan(request);
      if (how.dryRun) {
        PlanText.print(root.out(), plan, how.json);
        return ExitCode.COMPLETE;
      }
      if (!how.json) {
        PlanText.print(root.err(), plan, false);
        root.err()
            .println(
                how.wait
                    ? "Working in the foreground."
                    : "No daemon runs for this data directory: working in the foreground.");
      }
      String id = PlannedRun.start(headless.control(), plan, root.err());
      RunProgress run = new RunWatch(headless, root.err(), how.json).untilOver(id);
      print(run, how.json);
      return run.state() == RunState.COMPLETE
          ? ExitCode.COMPLETE
          : run.state() == RunState.FAILED ? ExitCode.ERROR : ExitCode.INCOMPLETE;
    }
  }

  @Command(name = "list", description = "Lists the newest runs.", mixinStandardHelpOptions = true)
  int list(@Option(names = "--json", description = "Print one JSON document.") boolean json) {
    try (Headless headless = root.start()) {
      List<RunProgress> runs = headless.backfills().runs();
      if (json) {
        Json.print(root.out(), runs.stream().map(BackfillCommand::plain).toList());
        return ExitCode.COMPLETE;
      }
      if (runs.isEmpty()) {
        root.out().println("No backfill has run yet.");
        return ExitCode.COMPLETE;
      }
      TextTable table =
          new TextTable("RUN", "STATE", "WHAT", "SCOPE", ">ROWS", ">CHUNKS", "STARTED", "OUTCOME");
      for (RunProgress run : runs) {
        table.row(
            run.id(),
            run.state().label(),
            run.title(),
            run.scope(),
            Figures.count(run.rowsLanded()),
            "%d/%d".formatted(run.chunksDone(), run.chunksTotal()),
            run.startedAt().toString().substring(0, 19) + "Z",
            run.outcome());
      }
      table.print(root.out());
      return ExitCode.COMPLETE;
    }
  }

  @Command(
      name = "show",
      description = "Shows a run chunk by chunk, with attempts and reasons.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "RUN", description = "For example b-0001.") String id,
      @Option(names = "--json", description = "Print one JSON document.") boolean json) {
    try (Headless headless = root.start()) {
      Optional<RunProgress> found = headless.backfills().find(id);
      if (found.isEmpty()) {
        throw new UsageException(
            "there is no run %s; backfill list shows the newest".formatted(id));
      }
      print(found.get(), json);
      if (!json) {
        found.get().chunks().forEach(this::print);
      }
      return found.get().state() == RunState.COMPLETE ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }
  }

  private void print(ChunkProgress chunk) {
    root.out()
        .printf(
            "%s  %s  %s  %s%n",
            chunk.state().label(),
            chunk.series(),
            chunk.range(),
            chunk.file() == null ? "no file" : chunk.file());
    chunk
        .attempts()
        .forEach(a ->
            root.out()
                .printf("    %s  %s%n", a.at().toString().substring(0, 19) + "Z", a.outcome()));
  }

  private void print(RunProgress run, boolean json) {
    if (json) {
      Json.print(root.out(), plain(run));
      return;
    }
    root.out()
        .printf(
            "%s %s: %s rows landed and proven, %d of %d chunks, %s downloaded.%s%n",
            run.id(),
            run.state().label(),
            Figures.count(run.rowsLanded()),
            run.chunksDone(),
            run.chunksTotal(),
            Figures.bytes(run.bytesDownloaded()),
            run.outcome().isEmpty() ? "" : " " + run.outcome());
  }

  private static Map<String, Object> plain(RunProgress run) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", run.id());
    document.put("title", run.title());
    document.put("scope", run.scope());
    document.put("state", run.state().label());
    document.put("rows_planned", run.rowsPlanned());
    document.put("rows_landed", run.rowsLanded());
    document.put("rows_missing", run.rowsMissing());
    document.put("chunks_done", run.chunksDone());
    document.put("chunks_total", run.chunksTotal());
    document.put("bytes_downloaded", run.bytesDownloaded());
    document.put("started_at", run.startedAt().toString());
    document.put("finished_at", run.finishedAt() == null ? "" : run.finishedAt().toString());
    document.put("outcome", run.outcome());
    return document;
  }
}
