package datalayer.console;

import datalayer.console.coverage.CoverageViewModel;
import datalayer.console.coverage.SeriesCoverage;
import datalayer.console.fx.Figures;
import datalayer.console.fx.Names;
import datalayer.console.shell.Command;
import datalayer.console.theme.Icon;
import datalayer.control.CoverageSpan.State;
import datalayer.market.Series;
import java.util.ArrayList;
import java.util.List;

/** What the palette offers besides screens and theme. */
final class ConsoleCommands {

  private final Console console;
  private final CoverageViewModel coverage;

  ConsoleCommands(Console console, CoverageViewModel coverage) {
    this.console = console;
    this.coverage = coverage;
  }

  /** Actions, then series, then what can be done with each. */
  List<Command> all() {
    List<Command> commands = new ArrayList<>();
    commands.add(
        new Command(
            "Do",
            Icon.BACKFILLS,
            "New backfill…",
            "shows the plan first",
            "N",
            () -> console.openPlan(null)));
    commands.addAll(series());
    for (Series series : console.chart().choices()) {
      commands.add(gaps(series));
    }
    for (Series series : console.chart().choices()) {
      if (missing(series) != 0) {
        commands.add(repair(series));
      }
    }
    return commands;
  }

  /** Every series, to be shown on the chart. */
  List<Command> series() {
    return console.chart().choices().stream().map(this::chart).toList();
  }

  private Command chart(Series series) {
    return new Command(
        "Chart", Icon.CHART, name(series), where(series), "", () -> console.openChart(series));
  }

  private Command gaps(Series series) {
    long missing = missing(series);
    String how =
        missing < 0
            ? ""
            : missing == 0 ? ", none" : ", " + Figures.count(missing, "bar", "bars") + " missing";
    return new Command(
        "Gaps",
        Icon.COVERAGE,
        "Gaps of " + name(series),
        where(series) + how,
        "",
        () -> console.openCoverage(series));
  }

  private Command repair(Series series) {
    return new Command(
        "Do",
        Icon.BACKFILLS,
        "Repair gaps of " + name(series) + "…",
        where(series) + ", shows the plan first",
        "",
        () -> console.repairSeries(series));
  }

  /** How many bars of ours are missing, or -1 while it is not known. */
  private long missing(Series series) {
    SeriesCoverage known = coverage.of(series);
    return known == null ? -1 : known.bars(State.MISSING);
  }

  private static String name(Series series) {
    return series.instrument().shortSymbol() + " " + series.timeframe();
  }

  private static String where(Series series) {
    return Names.venueAndType(series.instrument());
  }
}
