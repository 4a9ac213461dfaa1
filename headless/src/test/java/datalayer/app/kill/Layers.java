package datalayer.app.kill;

import datalayer.store.ClickHouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reckons every layer anew from {@code landing_bars}, by other SQL than that of the views, and
 * compares whole rows.
 */
final class Layers {

  private static final String KEY = "instrument_id, timeframe, timestamp";
  private static final String PLACE =
      KEY + ", source, snapshot_id, chunk_id, version, ingested_at, open, high, low, close, volume";
  private static final String FIGURES =
      ", timestamp_unix, quote_volume, trades, taker_buy_volume, taker_buy_quote_volume";
  private static final String GOOD =
      "(SELECT * FROM ${database}.landing_bars WHERE fault = '' AND least(open, high, low, close) > 0"
          + " AND high >= greatest(open, close) AND low <= least(open, close) AND volume >= 0)";
  private static final String BAD =
      "(SELECT * FROM ${database}.landing_bars WHERE NOT (fault = '' AND least(open, high, low, close) > 0"
          + " AND high >= greatest(open, close) AND low <= least(open, close) AND volume >= 0))";
  private static final String NEWEST =
      "(SELECT * FROM " + GOOD + " ORDER BY version DESC LIMIT 1 BY " + KEY + ")";

  private final ClickHouse clickHouse;
  private final List<String> troubles = new ArrayList<>();

  Layers(ClickHouse clickHouse) {
    this.clickHouse = clickHouse;
  }

  /** What is not as it should be, a sentence each. */
  List<String> troubles() {
    same("staging_bars", "${database}.staging_bars FINAL", NEWEST, PLACE + FIGURES);
    same("bars_current", "${database}.bars_current FINAL", NEWEST, PLACE + FIGURES);
    same("bars_snapshots", "${database}.bars_snapshots", GOOD, PLACE + FIGURES);
    same("rejected_bars", "${database}.rejected_bars", BAD, PLACE + ", raw");
    for (String table : List.of("staging_bars", "bars_current", "bars_snapshots")) {
      once(table, "${database}." + table);
    }
    once("landing_bars", GOOD);
    none(
        "rows of a run that nobody wrote down",
        "SELECT count() FROM ${database}.bars_snapshots WHERE snapshot_id NOT IN (SELECT id FROM ${database}.snapshots)");
    none(
        "runs that are written down twice",
        "SELECT count() - uniqExact(run) FROM ${database}.snapshots");
    none("days whose bitmap is not that of its bars", bitmaps());
    return troubles;
  }

  long count(String table) {
    return number("SELECT count() FROM ${database}." + table);
  }

  private void same(String layer, String found, String expected, String columns) {
    String is = digest(found, columns);
    String should = digest(expected, columns);
    if (!is.equals(should)) {
      troubles.add(
          "%s is not what landing_bars makes: %s rows and their hash instead of %s"
              .formatted(layer, is, should));
    }
  }

  /** How many rows there are, and the sum of the hashes of whole rows. */
  private String digest(String rows, String columns) {
    return clickHouse
        .query(
            "SELECT concat(toString(count()), ' ', toString(sum(cityHash64(toString(tuple("
                + columns
                + ")))))) FROM "
                + rows,
            Map.of(),
            row -> row.string())
        .getFirst();
  }

  private void once(String layer, String rows) {
    none(
        "rows that are twice in " + layer,
        "SELECT count() - uniqExact(" + KEY + ", version) FROM " + rows);
  }

  private void none(String what, String sql) {
    long found = number(sql);
    if (found != 0) {
      troubles.add("%s: %d".formatted(what, found));
    }
  }

  private static String bitmaps() {
    return "SELECT count() FROM (SELECT instrument_id, toString(timeframe) AS t, day, "
        + "toString(arraySort(bitmapToArray(groupBitmapMergeState(minutes)))) AS m "
        + "FROM ${database}.bar_coverage GROUP BY instrument_id, t, day HAVING m != '[]') AS kept "
        + "FULL OUTER JOIN (SELECT instrument_id, toString(timeframe) AS t, toDate(timestamp) AS day, "
        + "toString(arraySort(groupUniqArray(toUInt16(intDiv(toUnixTimestamp(timestamp) % 86400, 60))))) AS m FROM "
        + GOOD
        + " GROUP BY instrument_id, t, day) AS made USING (instrument_id, t, day) WHERE kept.m != made.m";
  }

  private long number(String sql) {
    return clickHouse.query(sql, Map.of(), row -> row.int64()).getFirst();
  }
}
