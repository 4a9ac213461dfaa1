package datalayer.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What must hold of a ClickHouse before a row is entrusted to it: its version, that it obeys the
 * pinned settings, and that every table behind {@code landing_bars} drops repetitions.
 */
public final class Preflight {

  /** Older servers accept a truncated insert as a whole one. */
  private static final int OLDEST_MAJOR = 23;

  private static final int OLDEST_MINOR = 3;

  private final ClickHouse clickHouse;

  public Preflight(ClickHouse clickHouse) {
    this.clickHouse = clickHouse;
  }

  /** What is wrong, a sentence each, with what to do; empty when all is well. */
  public List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    version(troubles);
    settings(troubles);
    deduplication(troubles);
    return List.copyOf(troubles);
  }

  private void version(List<String> troubles) {
    String version =
        clickHouse.query("SELECT version()", Map.of(), RowBinaryReader::string).getFirst();
    String[] parts = version.split("\\.", -1);
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1]);
    if (major < OLDEST_MAJOR || (major == OLDEST_MAJOR && minor < OLDEST_MINOR)) {
      troubles.add(
          "ClickHouse %s is version %s; %d.%d is the oldest that refuses a truncated insert. Upgrade it."
              .formatted(clickHouse.address().name(), version, OLDEST_MAJOR, OLDEST_MINOR));
    }
  }

  private void settings(List<String> troubles) {
    Map<String, String> wanted = PinnedSettings.all();
    clickHouse
        .query(
            "SELECT name, value FROM system.settings WHERE has({names:Array(String)}, name)",
            Map.of("names", List.copyOf(wanted.keySet())),
            row -> Map.entry(row.string(), row.string()))
        .forEach(row -> {
          String pinned = wanted.get(row.getKey());
          // The client asks for answers as they come; only inserts wait for the end.
          if (!row.getKey().equals("wait_end_of_query") && !row.getValue().equals(pinned)) {
            troubles.add(
                "ClickHouse %s runs our queries with %s = %s instead of %s. Remove the constraint from the profile of user %s."
                    .formatted(
                        clickHouse.address().name(),
                        row.getKey(),
                        row.getValue(),
                        pinned,
                        clickHouse.address().username()));
          }
        });
  }

  private void deduplication(List<String> troubles) {
    clickHouse
        .query(
            """
            SELECT name FROM system.tables
            WHERE database = {database:String} AND engine LIKE '%MergeTree'
                AND (name LIKE '%bars%' OR name LIKE '%funding_rates%' OR name LIKE '%fear_greed%' OR name = 'bar_coverage')
                AND NOT match(create_table_query, 'non_replicated_deduplication_window = [1-9]')
                AND engine NOT LIKE 'Replicated%'
            ORDER BY name\
            """,
            Map.of("database", clickHouse.address().database()), RowBinaryReader::string)
        .forEach(table ->
            troubles.add(
                "Table %s has no deduplication window, so a repeated insert would double its rows. Run: ALTER TABLE %s.%s MODIFY SETTING non_replicated_deduplication_window = 10000"
                    .formatted(table, clickHouse.address().database(), table)));
  }
}
