package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer gaps}: which bars are missing and why, and the way to bring them. */
@Command(
    name = "gaps",
    description = "Lists what is missing with the reason, and repairs it on request.",
    mixinStandardHelpOptions = true)
final class GapsCommand implements Callable<Integer> {

  @ParentCommand private DataLayerCommand root;
  @Mixin private SeriesRange question;

  @Option(
      names = "--repair",
      description = "Show a plan for exactly what is missing, then fetch it.")
  private boolean repair;

  @Option(
      names = "--all",
      description = "List what is proven empty at the venue too, with the evidence.")
  private boolean all;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Option(
      names = "--max-concurrency",
      defaultValue = "4",
      paramLabel = "N",
      description = "Chunks repaired at once (default: 4).")
  private int lanes;

  /** A stretch of a series without bars. */
  record Hole(Series series, CoverageSpan span) {

    long bars() {
      return series.timeframe().barsIn(span.range());
    }

    boolean isMissing() {
      return span.state() == State.MISSING;
    }
  }

  @Override
  public Integer call() {
    if (lanes < 1) {
      throw new UsageException("--max-concurrency must be at least 1, not " + lanes);
    }
    try (Core core = root.connect()) {
      Map<Series, TimeRange> asked = question.resolve(core.control().asked());
      List<Hole> holes = holes(core, asked);
      if (repair && holes.stream().anyMatch(Hole::isMissing)) {
        for (BackfillRequest request :
            repairs(holes.stream().filter(Hole::isMissing).toList(), lanes)) {
          repair(core, request);
        }
        holes = holes(core, asked);
      }
      print(holes.stream().filter(h -> all || h.isMissing()).toList());
      return holes.stream().noneMatch(Hole::isMissing) ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }
  }

  private static List<Hole> holes(Core core, Map<Series, TimeRange> asked) {
    List<Hole> holes = new ArrayList<>();
    SeriesRange.spans(core.control(), asked)
        .forEach((series, spans) -> {
          for (CoverageSpan span : spans) {
            if (span.state() == State.MISSING || span.state() == State.EMPTY) {
              holes.add(new Hole(series, span));
            }
          }
        });
    return holes;
  }

  /**
   * Requests for these holes and no others. A request is of each of its instruments in each of its
   * timeframes, so only timeframes that are missing of the same instruments share one. It asks for
   * known holes only, so that what lies between two of them and was never asked for stays so.
   *
   * @param holes every one of their series over the range asked about
   */
  static List<BackfillRequest> repairs(List<Hole> holes, int lanes) {
    Map<Timeframe, Set<Instrument>> wanting = new TreeMap<>();
    for (Hole hole : holes) {
      wanting
          .computeIfAbsent(hole.series().timeframe(), timeframe -> new LinkedHashSet<>())
          .add(hole.series().instrument());
    }
    Map<Set<Instrument>, List<Timeframe>> alike = new LinkedHashMap<>();
    wanting.forEach((timeframe, instruments) ->
        alike.computeIfAbsent(instruments, same -> new ArrayList<>()).add(timeframe));
    List<BackfillRequest> requests = new ArrayList<>();
    alike.forEach((instruments, timeframes) -> {
      List<TimeRange> theirs =
          holes.stream()
              .filter(hole -> timeframes.contains(hole.series().timeframe()))
              .map(hole -> hole.span().range())
              .toList();
      requests.add(
          new BackfillRequest(
              "repair " + Figures.counted(theirs.size(), "gap"),
              List.copyOf(instruments),
              timeframes,
              SeriesRange.hull(theirs),
              Load.HOLES,
              lanes));
    });
    return requests;
  }

  private void repair(Core core, BackfillRequest request) {
    Plan plan = core.control().plan(request);
    PlanText.print(root.err(), plan, false);
    if (plan.chunks() == 0) {
      root.err().println("Nothing is worth asking for now.");
      return;
    }
    String id = PlannedRun.start(core.control(), plan, root.err());
    new RunWatch(core, root.err(), json).untilOver(id);
  }

  private void print(List<Hole> holes) {
    if (json) {
      Json.print(root.out(), holes.stream().map(GapsCommand::plain).toList());
      return;
    }
    if (holes.isEmpty()) {
      root.out().println("No gaps.");
      return;
    }
    TextTable table =
        new TextTable(
            "SERIES", "FROM", "TO", ">BARS", "STATE", ">ATTEMPTS", "NEXT ATTEMPT", "REASON");
    for (Hole hole : holes) {
      Instant next = hole.span().nextAttempt();
      table.row(
          hole.series().toString(),
          hole.span().range().from().toString(),
          hole.span().range().to().toString(),
          Figures.count(hole.bars()),
          hole.isMissing() ? "missing" : "empty at venue",
          hole.span().attempts() == 0 ? "—" : String.valueOf(hole.span().attempts()),
          next == null ? "—" : next.toString().substring(0, 19) + "Z",
          hole.span().reason());
    }
    table.print(root.out());
  }

  private static Map<String, Object> plain(Hole hole) {
    CoverageSpan span = hole.span();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("series", hole.series().toString());
    document.put("from", span.range().from().toString());
    document.put("to", span.range().to().toString());
    document.put("bars", hole.bars());
    document.put("state", span.state().name().toLowerCase(Locale.ROOT));
    document.put("attempts", span.attempts());
    document.put("next_attempt", span.nextAttempt() == null ? "" : span.nextAttempt().toString());
    document.put("reason", span.reason());
    return document;
  }
}
