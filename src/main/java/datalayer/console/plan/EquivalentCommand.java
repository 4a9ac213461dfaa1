package datalayer.console.plan;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.market.Instrument;
import datalayer.market.Timeframe;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
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

  /** More instruments than this are named in a file: a line of them would not be read. */
  private static final int NAMED_IN_A_LINE = 3;

  /**
   * @param known all instruments that {@code instruments.yaml} names; a backfill of exactly these
   *     need not name them
   */
  public static EquivalentCommand of(Plan plan, List<Instrument> known) {
    BackfillRequest request = plan.request();
    boolean all =
        !known.isEmpty() && new HashSet<>(known).equals(new HashSet<>(request.instruments()));
    if (!all && request.instruments().size() > NAMED_IN_A_LINE) {
      return new EquivalentCommand(
          "datalayer backfill yaml %s.yaml --wait".formatted(plan.id()), yaml(request));
    }
    StringBuilder line =
        new StringBuilder("datalayer backfill full --timeframe ")
            .append(
                request.timeframes().stream()
                    .map(Timeframe::label)
                    .collect(Collectors.joining(",")))
            .append(" --start ")
            .append(written(request.range().from()))
            .append(" --end ")
            .append(written(request.range().to()));
    if (!all) {
      request.instruments().forEach(i -> line.append(" --instrument ").append(i));
    }
    if (request.load() != Load.MISSING) {
      line.append(" --load ").append(request.load().label());
    }
    line.append(" --max-concurrency ").append(request.maxConcurrency()).append(" --wait");
    return new EquivalentCommand(line.toString(), "");
  }

  private static String yaml(BackfillRequest request) {
    StringBuilder instruments = new StringBuilder();
    for (Instrument instrument : request.instruments()) {
      instruments.append(
          """
            - venue: %s
              symbol: %s
              exchange_type: %s
          """
              .formatted(instrument.venue(), instrument.symbol(), instrument.type()));
    }
    String timeframes =
        request.timeframes().stream().map(Timeframe::label).collect(Collectors.joining(", "));
    return """
    data_type: bars
    timeframes: [%s]
    start_time: %s
    end_time: %s
    max_concurrency: %d
    load: %s
    instruments:
    %s\
    """
        .formatted(
            timeframes,
            TIME.format(request.range().from()),
            TIME.format(request.range().to()),
            request.maxConcurrency(),
            request.load().label(),
            instruments);
  }

  private static String written(Instant at) {
    boolean midnight = at.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() == 0;
    return midnight ? DATE.format(at) : TIME.format(at);
  }
}
