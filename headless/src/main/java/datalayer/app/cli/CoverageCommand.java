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

  private record Answer(
      Series series,
      TimeRange range,
      long expected,
      long complete,
      long empty,
      long missing,
      Instant completeThrough) {}

  @Override
  public Integer call() {
    try (Core core = root.connect()) {
      List<Answer> answers = new ArrayList<>();
      for (Map.Entry<Series, TimeRange> entry :
          question.resolve(core.control().asked()).entrySet()) {
        List<CoverageSpan> spans = core.control().coverage(entry.getKey(), entry.getValue());
        answers.add(answer(entry.getKey(), entry.getValue(), spans));
      }
      print(answers);
      boolean whole = answers.stream().allMatch(a -> a.complete() + a.empty() == a.expected());
      return whole ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }
  }

  private static Answer answer(Series series, TimeRange range, List<CoverageSpan> spans) {
    return new Answer(
        series,
        range,
        series.timeframe().barsIn(range),
        bars(series, spans, State.COMPLETE),
        bars(series, spans, State.EMPTY),
        bars(series, spans, State.MISSING),
        spans.stream()
            .filter(s -> s.state() != State.COMPLETE && s.state() != State.EMPTY)
            .map(s -> s.range().from())
            .findFirst()
            .orElse(range.to()));
  }

  private static long bars(Series series, List<CoverageSpan> spans, State state) {
    return spans.stream()
        .filter(s -> s.state() == state)
        .mapToLong(s -> series.timeframe().barsIn(s.range()))
        .sum();
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
            "COMPLETE THROUGH");
    for (Answer a : answers) {
      table.row(
          a.series().toString(),
          a.range().from().toString(),
          a.range().to().toString(),
          Figures.count(a.complete()),
          Figures.count(a.expected()),
          Figures.percent(a.complete() + a.empty(), a.expected()),
          Figures.count(a.missing()),
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
    document.put("complete", a.complete());
    document.put("empty_at_venue", a.empty());
    document.put("missing", a.missing());
    document.put("complete_through", a.completeThrough().toString());
    return document;
  }
}
