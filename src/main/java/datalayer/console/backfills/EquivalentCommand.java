package datalayer.console.backfills;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.market.Instrument;
import datalayer.market.Timeframe;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the same backfill is started from a terminal.
 *
 * @param line what to type
 * @param yaml what the file named in the line has to hold; empty when the line needs no file
 */
public record EquivalentCommand(String line, String yaml) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);

  /**
   * @param known all instruments the system knows; a backfill of all of them needs no file
   */
  static EquivalentCommand of(Plan plan, List<Instrument> known) {
    BackfillRequest request = plan.request();
    boolean all = !known.isEmpty() && request.instruments().containsAll(known);
    if (all && request.timeframes().size() == 1 && request.load() == Load.MISSING) {
      return new EquivalentCommand(
          "datalayer backfill full --timeframe %s --start %s --end %s --wait"
              .formatted(
                  request.timeframes().getFirst(),
                  written(request.range().from()),
                  written(request.range().to())),
          "");
    }
    return new EquivalentCommand(
        "datalayer backfill yaml %s.yaml --wait".formatted(plan.id()), yaml(request));
  }

  private static String yaml(BackfillRequest request) {
    Set<String> venues = new LinkedHashSet<>();
    Set<String> types = new LinkedHashSet<>();
    Set<String> symbols = new LinkedHashSet<>();
    for (Instrument instrument : request.instruments()) {
      venues.add(instrument.venue().label());
      types.add(instrument.type().label());
      symbols.add("\"" + instrument.symbol() + "\"");
    }
    String timeframes =
        request.timeframes().stream().map(Timeframe::label).collect(Collectors.joining(", "));
    return """
    data_type: bars
    timeframes: [%s]
    start_time: "%s"
    end_time: "%s"
    max_concurrency: %d
    instruments:
      venues: [%s]
      exchange_types: [%s]
      symbols: [%s]
    """
        .formatted(
            timeframes,
            TIME.format(request.range().from()),
            TIME.format(request.range().to()),
            request.maxConcurrency(),
            String.join(", ", venues),
            String.join(", ", types),
            String.join(", ", symbols));
  }

  private static String written(Instant at) {
    boolean midnight = at.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() == 0;
    return midnight ? DATE.format(at) : TIME.format(at);
  }
}
