package datalayer.app.cli;

import datalayer.app.config.yaml.UtcTime;
import datalayer.control.Control;
import datalayer.control.CoverageSpan;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which series over which range a question is about; everything ever asked for otherwise. */
final class SeriesRange {

  @Parameters(
      paramLabel = "SERIES",
      arity = "0..*",
      description = "For example binance:swap:BTC/USDT:1m; all there are otherwise.")
  private List<String> series = new ArrayList<>();

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "Inclusive, UTC: 2026-02-01 or 2026-02-01T06:00Z.")
  private Optional<String> start = Optional.empty();

  @Option(names = "--end", paramLabel = "TIME", description = "Exclusive, UTC.")
  private Optional<String> end = Optional.empty();

  /**
   * Each series with the range asked about, by name.
   *
   * @param asked every series that was ever asked for, with the stretch that was
   */
  Map<Series, TimeRange> resolve(Map<Series, TimeRange> asked) {
    List<Series> chosen = new ArrayList<>();
    for (String text : series) {
      chosen.add(parse(text));
    }
    if (chosen.isEmpty()) {
      chosen.addAll(asked.keySet());
    }
    chosen.sort(
        Comparator.comparing((Series s) -> s.instrument().toString())
            .thenComparing(Series::timeframe));
    Map<Series, TimeRange> resolved = new LinkedHashMap<>();
    for (Series s : chosen) {
      TimeRange known = asked.get(s);
      if (known == null && (start.isEmpty() || end.isEmpty())) {
        throw new UsageException(
            "nobody asked for %s yet, so name a range with --start and --end".formatted(s));
      }
      resolved.put(s, range(known));
    }
    return resolved;
  }

  /** What is known of each series over the range asked about. */
  static Map<Series, List<CoverageSpan>> spans(Control control, Map<Series, TimeRange> asked) {
    Map<Series, List<CoverageSpan>> spans = new LinkedHashMap<>();
    if (asked.isEmpty()) {
      return spans;
    }
    Map<Series, List<CoverageSpan>> known =
        control.coverage(List.copyOf(asked.keySet()), hull(asked.values()));
    asked.forEach(
        (one, range) -> spans.put(one, within(known.getOrDefault(one, List.of()), range)));
    return spans;
  }

  /** The shortest range that holds them all. */
  static TimeRange hull(Collection<TimeRange> ranges) {
    return ranges.stream()
        .reduce((a, b) ->
            new TimeRange(
                a.from().isBefore(b.from()) ? a.from() : b.from(),
                a.to().isAfter(b.to()) ? a.to() : b.to()))
        .orElseThrow();
  }

  private static List<CoverageSpan> within(List<CoverageSpan> spans, TimeRange range) {
    List<CoverageSpan> within = new ArrayList<>();
    for (CoverageSpan span : spans) {
      span.range()
          .intersection(range)
          .ifPresent(r ->
              within.add(
                  new CoverageSpan(
                      r, span.state(), span.reason(), span.attempts(), span.nextAttempt())));
    }
    return within;
  }

  private TimeRange range(@Nullable TimeRange known) {
    Instant from =
        start
            .map(text -> time("--start", text))
            .orElseGet(() -> known == null ? Instant.EPOCH : known.from());
    Instant to =
        end.map(text -> time("--end", text))
            .orElseGet(() -> known == null ? Instant.EPOCH : known.to());
    if (!from.isBefore(to)) {
      throw new UsageException("--start %s is not before --end %s".formatted(from, to));
    }
    return new TimeRange(from, to);
  }

  static Series parse(String text) {
    try {
      return Series.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  static Instant time(String option, String text) {
    try {
      return UtcTime.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s: %s".formatted(option, e.getMessage()));
    }
  }
}
