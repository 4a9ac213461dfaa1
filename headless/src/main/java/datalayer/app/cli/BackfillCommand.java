package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.app.RemoteCore;
import datalayer.app.config.yaml.BackfillFile;
import datalayer.app.config.yaml.ConfiguredInstrument;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.ChunkProgress;
import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.control.Control;
import datalayer.market.Instrument;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
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
    throw new UsageException(
        "name what to do: backfill yaml, full, list, show, pause, resume, cancel or retry");
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
              split = ",",
              description = "Only this one, like binance:swap:BTC/USDT; several with commas.")
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
    try (Core core = root.connect()) {
      Plan plan = core.control().plan(request);
      if (how.dryRun) {
        PlanText.print(root.out(), plan, how.json);
        return ExitCode.COMPLETE;
      }
      if (!how.json) {
        PlanText.print(root.err(), plan, false);
      }
      String id = PlannedRun.start(core.control(), plan, root.err());
      if (core instanceof RemoteCore && !how.wait) {
        return started(core, id, how.json);
      }
      return untilOver(core, id, how.json);
    }
  }

  private int started(Core core, String id, boolean json) {
    if (json) {
      print(find(core, id), true);
    } else {
      root.out().printf("%s is started. datalayer backfill show %s tells how it stands.%n", id, id);
    }
    return ExitCode.COMPLETE;
  }

  private int untilOver(Core core, String id, boolean json) {
    RunProgress run = new RunWatch(core, root.err(), json).untilOver(id);
    print(run, json);
    if (run.state() != RunState.COMPLETE && !json) {
      root.err()
          .printf(
              "datalayer backfill show %s tells the reasons, datalayer gaps what is missing.%n",
              id);
    }
    return switch (run.state()) {
      case COMPLETE -> ExitCode.COMPLETE;
      case FAILED -> ExitCode.ERROR;
      default -> ExitCode.INCOMPLETE;
    };
  }

  @Command(name = "list", description = "Lists the newest runs.", mixinStandardHelpOptions = true)
  int list(@Option(names = "--json", description = "Print one JSON document.") boolean json) {
    try (Core core = root.connect()) {
      List<RunProgress> runs = core.control().snapshot().runs();
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
    try (Core core = root.connect()) {
      RunProgress run = find(core, id);
      print(run, json);
      if (!json) {
        run.chunks().forEach(this::print);
      }
      return run.state() == RunState.COMPLETE ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }
  }

  @Command(
      name = "pause",
      description = "Holds a run after the chunks in flight.",
      mixinStandardHelpOptions = true)
  int pause(@Parameters(paramLabel = "RUN") String id) {
    return steer(id, Control::pause, "is held after the chunks in flight");
  }

  @Command(
      name = "resume",
      description = "Goes on with a run that is held or was interrupted.",
      mixinStandardHelpOptions = true)
  int resume(@Parameters(paramLabel = "RUN") String id, @Mixin Stay stay) {
    return steer(id, Control::resume, "goes on", stay);
  }

  @Command(
      name = "cancel",
      description = "Ends a run for good after the chunks in flight; what has landed stays.",
      mixinStandardHelpOptions = true)
  int cancel(@Parameters(paramLabel = "RUN") String id) {
    return steer(id, Control::cancel, "ends after the chunks in flight");
  }

  @Command(
      name = "retry",
      description = "Opens the failed chunks of a run again and goes on with it.",
      mixinStandardHelpOptions = true)
  int retry(@Parameters(paramLabel = "RUN") String id, @Mixin Stay stay) {
    return steer(id, Control::retry, "tries its failed chunks again", stay);
  }

  /** How long to stay with a run that goes on. */
  static final class Stay {

    @Option(
        names = "--wait",
        description = "Stay until the run is over. Without a daemon it is always so.")
    private boolean wait;
  }

  private int steer(String id, BiConsumer<Control, String> command, String outcome) {
    try (Core core = root.connect(id)) {
      find(core, id);
      command.accept(core.control(), id);
      root.out().printf("%s %s.%n", id, outcome);
      return ExitCode.COMPLETE;
    }
  }

  private int steer(String id, BiConsumer<Control, String> command, String outcome, Stay stay) {
    try (Core core = root.connect(id)) {
      find(core, id);
      command.accept(core.control(), id);
      root.err().printf("%s %s.%n", id, outcome);
      return core instanceof RemoteCore && !stay.wait
          ? ExitCode.COMPLETE
          : untilOver(core, id, false);
    }
  }

  private static RunProgress find(Core core, String id) {
    return core.control()
        .run(id)
        .orElseThrow(() ->
            new UsageException("there is no run %s; backfill list shows the newest".formatted(id)));
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
