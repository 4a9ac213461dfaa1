package datalayer.bench;

import datalayer.app.RealData;
import datalayer.market.Series;
import datalayer.store.ClickHouse;
import datalayer.store.PinnedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The engine's own way to load CSV files, which no client can be faster than by much: {@code INSERT
 * INTO landing_bars SELECT … FROM file(…)}, through the same views.
 *
 * @param perFile a statement per file, or one for all of them
 * @param pinned our settings, or what the engine would choose itself
 */
record EngineLoad(boolean perFile, boolean pinned) {

  static final List<EngineLoad> ALL =
      List.of(
          new EngineLoad(true, true),
          new EngineLoad(false, true),
          new EngineLoad(true, false),
          new EngineLoad(false, false));

  private static final String COLUMNS =
      "open_time Int64, open Decimal(38, 18), high Decimal(38, 18), low Decimal(38, 18), "
          + "close Decimal(38, 18), volume Decimal(38, 18), close_time Int64, "
          + "quote_volume Nullable(Decimal(38, 18)), trades Nullable(UInt64), "
          + "taker_buy_volume Nullable(Decimal(38, 18)), "
          + "taker_buy_quote_volume Nullable(Decimal(38, 18)), ignored String";

  @Override
  public String toString() {
    return "INSERT SELECT FROM file, %s, %s settings"
        .formatted(perFile ? "per file" : "one statement", pinned ? "our" : "default");
  }

  /** Loads every CSV of a folder. */
  void load(ClickHouse clickHouse, Path csv, List<Series> series) throws IOException {
    Map<String, String> settings = pinned ? Map.of() : defaults(clickHouse);
    if (!perFile) {
      clickHouse.execute(statement(csv + "/*.csv", series), settings);
      return;
    }
    try (Stream<Path> files = Files.list(csv)) {
      for (Path file : files.sorted().toList()) {
        clickHouse.execute(statement(file.toString(), series), settings);
      }
    }
  }

  /** The engine's own value of every setting that we pin. */
  private static Map<String, String> defaults(ClickHouse clickHouse) {
    Map<String, String> defaults = new HashMap<>();
    clickHouse
        .query(
            "SELECT name, default FROM system.settings WHERE has({names:Array(String)}, name)",
            Map.of("names", List.copyOf(PinnedSettings.all().keySet())),
            row -> Map.entry(row.string(), row.string()))
        .forEach(row -> defaults.put(row.getKey(), row.getValue()));
    // The answer must still come when the rows are in.
    defaults.remove("wait_end_of_query");
    return defaults;
  }

  private static String statement(String files, List<Series> series) {
    return """
    INSERT INTO ${database}.landing_bars (instrument_id, timeframe, timestamp, open, high, low, close, volume,
        quote_volume, trades, taker_buy_volume, taker_buy_quote_volume, source, snapshot_id, chunk_id, version,
        ingested_at, raw, fault)
    SELECT transform(splitByChar('-', _file)[1], [%s], [%s]::Array(UInt64), toUInt64(0)), '1m',
        fromUnixTimestamp64Milli(open_time, 'UTC'), open, high, low, close, volume, quote_volume, trades,
        taker_buy_volume, taker_buy_quote_volume, 'archive', toUUID('5b1f4d6e-0000-4000-8000-000000000001'), _file,
        toUInt64(844424930131969), now64(3), '', ''
    FROM file('%s', CSVWithNames, '%s')
    SETTINGS input_format_with_names_use_header = 0\
    """
        .formatted(
            series.stream().map(s -> "'" + symbol(s) + "'").collect(Collectors.joining(", ")),
            series.stream()
                .map(s -> Long.toUnsignedString(s.instrument().id()))
                .collect(Collectors.joining(", ")),
            files,
            COLUMNS);
  }

  /** As {@link RealData#series} reads it from a file's name. */
  private static String symbol(Series series) {
    return series.instrument().base() + series.instrument().quote();
  }
}
