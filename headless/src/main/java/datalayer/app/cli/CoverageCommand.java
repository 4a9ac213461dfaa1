package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer coverage}: is it complete, by both witnesses. */
@Command(
    name = "coverage",
    description = "Says for each series how much of what was asked for is there and proven.",
    mixinStandardHelpOptions = true)
final class CoverageCommand implements Callable<Integer> {

  @ParentCommand private DataLayerCommand root;
  @Mixin private SeriesRange question;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  /**
   * What is known of a series.
   *
   * @param spans what is known about every instant of the range
   */
  private record Answer(Series series, TimeRange range, List<CoverageSpan> spans) {

    /** Bars that should be here by now, or be proven empty. */
    long expected() {
      return bars(CoverageSpan::isDue);
    }

    long in(State state) {
      return bars(s -> s.state() == state);
    }

    long unasked() {
      return bars(CoverageSpan::isUnasked);
    }

    /** How many stretches are missing or proven empty. */
    long holes() {
      return spans.stream()
          .filter(s -> s.state() == State.MISSING || s.state() == State.EMPTY)
          .count();
    }

    boolean isWhole() {
      return in(State.COMPLETE) + in(State.EMPTY) == expected();
    }

    /** The end of the first contiguous run of what is here, proven empty or was not listed. */
    Instant completeThrough() {
      return spans.stream()
          .filter(CoverageCommand::isOpen)
          .map(s -> s.range().from())
          .findFirst()
          .orElse(range.to());
    }

    private long bars(Predicate<CoverageSpan> which) {
      return spans.stream()
          .filter(which)
          .mapToLong(s -> series.timeframe().barsIn(s.range()))
          .sum();
    }
  }

  private static boolean isOpen(CoverageSpan span) {
    return switch (span.state()) {
      case MISSING, DEGRADED, PENDING -> true;
      case NOT_LISTED -> span.isUnasked();
      case EMPTY, COMPLETE -> false;
    };
  }

  @Override
  public Integer call() {
    try (Core core = root.connect()) {
      Map<Series, TimeRange> asked = question.resolve(core.control().asked());
      List<Answer> answers = new ArrayList<>();
      Map<Series, List<CoverageSpan>> spans = SeriesRange.spans(core.control(), asked);
      asked.forEach((series, range) ->
          answers.add(new Answer(series, range, spans.getOrDefault(series, List.of()))));
      print(answers);
      return answers.stream().allMatch(Answer::isWhole) ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }
  }

  private void print(List<Answer> answers) {
    if (json) {
      Json.print(root.out(), answers.stream().map(CoverageCommand::plain).toList());
      return;
    }
    if (answers.isEmpty()) {
      root.out().println("Nothing was asked for yet. Start with: datalayer backfill yaml FILE");
      return;
    }
    TextTable table =
        new TextTable(
            "SERIES",
            "FROM",
            "TO",
            ">BARS",
            ">EXPECTED",
            ">COMPLETE",
            ">MISSING",
            ">EMPTY",
            ">DOUBTED",
            ">PENDING",
            ">NOT LISTED",
            ">HOLES",
            "COMPLETE THROUGH");
    for (Answer a : answers) {
      table.row(
          a.series().toString(),
          a.range().from().toString(),
          a.range().to().toString(),
          Figures.count(a.in(State.COMPLETE)),
          Figures.count(a.expected()),
          Figures.percent(a.in(State.COMPLETE) + a.in(State.EMPTY), a.expected()),
          Figures.count(a.in(State.MISSING)),
          Figures.count(a.in(State.EMPTY)),
          Figures.count(a.in(State.DEGRADED)),
          Figures.count(a.in(State.PENDING)),
          Figures.count(a.in(State.NOT_LISTED) - a.unasked()),
          Figures.count(a.holes()),
          a.completeThrough().toString());
    }
    table.print(root.out());
  }

  private static Map<String, Object> plain(Answer a) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("series", a.series().toString());
    document.put("from", a.range().from().toString());
    document.put("to", a.range().to().toString());
    document.put("expected", a.expected());
    document.put("complete", a.in(State.COMPLETE));
    document.put("empty_at_venue", a.in(State.EMPTY));
    document.put("missing", a.in(State.MISSING));
    document.put("degraded", a.in(State.DEGRADED));
    document.put("pending", a.in(State.PENDING));
    document.put("not_listed", a.in(State.NOT_LISTED) - a.unasked());
    document.put("unasked", a.unasked());
    document.put("holes", a.holes());
    document.put("complete_through", a.completeThrough().toString());
    return document;
  }
}
