package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.control.CoverageSpan;
import datalayer.market.Gap;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  @Option(names = "--repair", description = "Fetch exactly what is missing.")
  private boolean repair;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    try (Core core = root.connect()) {
      Map<Series, TimeRange> asked = question.resolve(core.control().asked());
      List<Gap> gaps = gaps(core, asked);
      if (repair && !gaps.isEmpty()) {
        repair(core, gaps);
        gaps = gaps(core, asked);
      }
      print(gaps);
      return gaps.isEmpty() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }
  }

  private static List<Gap> gaps(Core core, Map<Series, TimeRange> asked) {
    List<Gap> gaps = new ArrayList<>();
    asked.forEach((series, range) -> {
      for (CoverageSpan span : core.control().coverage(series, range)) {
        if (span.state() == CoverageSpan.State.MISSING) {
          gaps.add(new Gap(series, span.range(), span.reason()));
        }
      }
    });
    return gaps;
  }

  /** One run per series, over the stretch that holds its gaps; only what is missing is fetched. */
  private void repair(Core core, List<Gap> gaps) {
    Map<Series, TimeRange> stretches = new LinkedHashMap<>();
    gaps.forEach(gap ->
        stretches.merge(
            gap.series(),
            gap.range(),
            (a, b) -> new TimeRange(a.from(), b.to().isAfter(a.to()) ? b.to() : a.to())));
    stretches.forEach((series, range) -> {
      Plan plan =
          core.control()
              .plan(
                  new BackfillRequest(
                      "repair " + series,
                      List.of(series.instrument()),
                      List.of(series.timeframe()),
                      range,
                      Load.MISSING,
                      2));
      PlanText.print(root.err(), plan, false);
      new RunWatch(core, root.err(), json).untilOver(core.control().start(plan));
    });
  }

  private void print(List<Gap> gaps) {
    if (json) {
      Json.print(
          root.out(),
          gaps.stream()
              .map(g ->
                  Map.of(
                      "series", g.series().toString(),
                      "from", g.range().from().toString(),
                      "to", g.range().to().toString(),
                      "bars", g.bars(),
                      "reason", g.reason()))
              .toList());
      return;
    }
    if (gaps.isEmpty()) {
      root.out().println("No gaps.");
      return;
    }
    TextTable table = new TextTable("SERIES", "FROM", "TO", ">BARS", "REASON");
    for (Gap gap : gaps) {
      table.row(
          gap.series().toString(),
          gap.range().from().toString(),
          gap.range().to().toString(),
          Figures.count(gap.bars()),
          gap.reason());
    }
    table.print(root.out());
  }
}
