package datalayer.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.app.Headless;
import datalayer.app.RealData;
import datalayer.backfill.RunProgress;
import datalayer.landing.Witnesses.Testimony;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.Intent;
import datalayer.market.Bar;
import datalayer.simulator.ArchiveServer;
import datalayer.store.BarTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Judges a data directory that a killed backfill left, against the files: every layer holds every
 * row once, no promise is open, ledger and bitmaps agree, and the bitmaps are what counting again
 * gives.
 */
final class Oracle {

  private static final Map<SeriesMonth, Map<Long, Bar>> TRUTH = new ConcurrentHashMap<>();

  private final Headless headless;
  private final Path data;
  private final List<SeriesMonth> months;

  private Oracle(Headless headless, Path data, List<SeriesMonth> months) {
    this.headless = headless;
    this.data = data;
    this.months = months;
  }

  /** Opens the directory as the application does and checks everything. */
  static void judge(Path data, ArchiveServer archive, List<SeriesMonth> months) throws IOException {
    try (Headless headless =
        Headless.start(
            BackfillChild.options(
                data.toString(),
                archive.archiveAddress().toString(),
                archive.listingAddress().toString(),
                DueFault.NONE),
            BackfillChild.clock())) {
      Oracle oracle = new Oracle(headless, data, months);
      oracle.currentBarsAreTheFiles();
      oracle.everyLayerHoldsThemOnce();
      oracle.nothingIsLeftOver();
      oracle.ledgerAndBitmapsAgree();
      headless.witnesses().recountEverything();
      oracle.ledgerAndBitmapsAgree();
    }
  }

  private void currentBarsAreTheFiles() {
    BarTables tables = new BarTables(headless.clickHouse());
    for (SeriesMonth month : months) {
      Map<Long, Bar> current = new HashMap<>();
      tables
          .current(month.series(), month.range())
          .forEach((time, bar) -> current.put(time, bar.bar()));
      assertThat(current.equals(truth(month))).as("%s is the file's", month).isTrue();
    }
  }

  /** Whole rows are compared: figures, source, snapshot, chunk, version, time of sealing. */
  private void everyLayerHoldsThemOnce() {
    long expected = months.stream().mapToLong(month -> truth(month).size()).sum();
    String current = layer("bars_current FINAL");
    assertThat(current).as("bars_current").startsWith(expected + " ");
    for (String table : List.of("landing_bars", "staging_bars FINAL", "bars_snapshots")) {
      assertThat(layer(table)).as(table).isEqualTo(current);
    }
    assertThat(count("rejected_bars")).as("rejected_bars").isZero();
    assertThat(count("amended_bars")).as("amended_bars").isZero();
    assertThat(headless.control().series())
        .containsExactlyInAnyOrderElementsOf(
            months.stream().map(SeriesMonth::series).distinct().toList());
    assertThat(
            count("bars_snapshots WHERE snapshot_id NOT IN (SELECT id FROM ${database}.snapshots)"))
        .as("rows of a run that nobody wrote down")
        .isZero();
    assertThat(count("snapshots"))
        .as("a run is written down once")
        .isEqualTo(
            headless
                .clickHouse()
                .query(
                    "SELECT uniqExact(run) FROM ${database}.snapshots",
                    Map.of(),
                    row -> row.int64())
                .getFirst());
  }

  private void nothingIsLeftOver() throws IOException {
    List<Intent> open = headless.ledger().transaction(tx -> tx.intents().allOpen());
    assertThat(open).as("open intents").isEmpty();
    assertThat(headless.witnesses().incidents()).as("incidents").isEmpty();
    assertThat(headless.backfills().runs())
        .as("runs that are said to go on")
        .allMatch(run -> run.state().isOver())
        .extracting(RunProgress::id)
        .doesNotHaveDuplicates();
    for (String folder : List.of("spool", "downloads")) {
      try (Stream<Path> files = Files.list(data.resolve(folder))) {
        assertThat(files).as(folder).isEmpty();
      }
    }
    assertThat(data.resolve("quarantine")).as("quarantine").doesNotExist();
  }

  private void ledgerAndBitmapsAgree() {
    for (SeriesMonth month : months) {
      Testimony testimony = headless.witnesses().hear(month.series(), month.range());
      assertThat(testimony.proven().ranges())
          .as("%s, proven", month)
          .containsExactly(month.range());
      assertThat(testimony.unproven().ranges()).as("%s, unproven", month).isEmpty();
      assertThat(testimony.intervals())
          .as("%s, ledger", month)
          .extracting(CoverageInterval::state)
          .containsOnly(CoverageInterval.State.PRESENT);
    }
    assertThat(headless.witnesses().incidents()).as("incidents").isEmpty();
  }

  /** How many rows, and the sum of the hashes of whole rows. */
  private String layer(String table) {
    return headless
        .clickHouse()
        .query(
            "SELECT concat(toString(count()), ' ', toString(sum(cityHash64(instrument_id, timeframe, timestamp, "
                + "timestamp_unix, open, high, low, close, volume, ifNull(quote_volume, -1), ifNull(trades, 0), "
                + "ifNull(taker_buy_volume, -1), ifNull(taker_buy_quote_volume, -1), source, snapshot_id, chunk_id, "
                + "version, ingested_at)))) FROM ${database}."
                + table,
            Map.of(),
            row -> row.string())
        .getFirst();
  }

  private long count(String table) {
    return headless
        .clickHouse()
        .query("SELECT count() FROM ${database}." + table, Map.of(), row -> row.int64())
        .getFirst();
  }

  private static Map<Long, Bar> truth(SeriesMonth month) {
    return TRUTH.computeIfAbsent(
        month,
        m -> {
          Map<Long, Bar> rows = new HashMap<>(RealData.rows(m.zip()));
          rows.keySet().removeIf(time -> !m.range().contains(time));
          return rows;
        });
  }
}
