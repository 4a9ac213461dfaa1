package datalayer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.migration.Migration;
import datalayer.migration.MigrationException;
import datalayer.migration.Migrations;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schema as contracts describe it, on the real engine. */
final class SchemaTest {

  private static final Series LTC = Series.parse("binance:swap:LTC/USDT:1h");
  private static final Version VERSION = new Version(0, Source.ARCHIVE, 1);

  private final ClickHouse clickHouse;

  SchemaTest() {
    clickHouse = TestStore.empty();
  }

  @BeforeEach
  void open() {
    new StoreMigrations(clickHouse, InstantSource.system()).apply();
  }

  @AfterEach
  void close() {
    clickHouse.execute("DROP DATABASE IF EXISTS ${database}");
    clickHouse.close();
  }

  @Test
  void migratingTwiceChangesNothing() {
    assertThat(new StoreMigrations(clickHouse, InstantSource.system()).apply()).isEmpty();
    assertThat(new Preflight(clickHouse).troubles()).isEmpty();
  }

  @Test
  void everyStatementMayRunTwice() {
    for (Migration migration : Migrations.of("clickhouse").all()) {
      migration.statements().forEach(clickHouse::execute);
    }
    assertThat(
            clickHouse.query(
                "SELECT count() FROM ${database}.venues", Map.of(), RowBinaryReader::int64))
        .containsExactly(3L);
  }

  @Test
  void twoProcessesThatMigrateAtOnceDoNoHarm() throws Exception {
    try (ClickHouse other = TestStore.empty();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<List<String>>> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(threads.submit(() -> new StoreMigrations(other, InstantSource.system()).apply()));
      }
      for (Future<List<String>> one : both) {
        assertThat(one.get()).isNotNull();
      }
      assertThat(new Preflight(other).troubles()).isEmpty();
      other.execute("DROP DATABASE ${database}");
    }
  }

  @Test
  void aChangedMigrationIsRefused() {
    clickHouse.execute(
        "INSERT INTO ${database}.schema_migrations SELECT 2, name, 'other', now64(3) + 10 FROM ${database}.schema_migrations WHERE version = 2");
    assertThatThrownBy(() -> new StoreMigrations(clickHouse, InstantSource.system()).apply())
        .isInstanceOf(MigrationException.class)
        .hasMessage(
            "V002__bars.sql was changed after it was applied to the clickhouse database; put the file back and write the change as a new migration");
  }

  @Test
  void aDatabaseFromANewerVersionIsRefused() {
    clickHouse.execute(
        "INSERT INTO ${database}.schema_migrations VALUES (9, 'V009__later.sql', 'x', now64(3))");
    assertThatThrownBy(() -> new StoreMigrations(clickHouse, InstantSource.system()).apply())
        .hasMessage(
            "the clickhouse database is at migration 9, this program knows 3: it was opened by a newer version; install that one");
  }

  @Test
  void aTableWithoutADeduplicationWindowIsReportedWithTheMend() {
    clickHouse.execute(
        "ALTER TABLE ${database}.bars_snapshots MODIFY SETTING non_replicated_deduplication_window = 0");
    String database = clickHouse.address().database();
    assertThat(new Preflight(clickHouse).troubles())
        .containsExactly(
            "Table bars_snapshots has no deduplication window, so a repeated insert would double its rows. Run: ALTER TABLE "
                + database
                + ".bars_snapshots MODIFY SETTING non_replicated_deduplication_window = 10000");
  }

  @Test
  void theContractsQueriesRunAsWritten() {
    insert(List.of(bar(0, "10", "12", "9", "11", "5")));
    new ReferenceTables(clickHouse, InstantSource.system())
        .register(
            List.of(
                LTC.instrument(), Instrument.parse(LTC.instrument().venue(), "spot", "LTC/USDT")));
    clickHouse.execute(
        "INSERT INTO ${database}.landing_funding_rates (instrument_id, timestamp, rate, mark_price, source, version, chunk_id) VALUES ("
            + Long.toUnsignedString(LTC.instrument().id())
            + ", '2026-02-01 08:00:00', 0.0001, NULL, 'rest', 1, 'x')");
    clickHouse.execute(
        "INSERT INTO ${database}.landing_fear_greed_index (timestamp, value, classification, source, version, chunk_id) VALUES "
            + "('2026-02-01 00:00:00', 69, 'Greed', 'rest', 1, 'x'), ('2026-02-02 00:00:00', 101, 'Greed', 'rest', 1, 'x')");

    assertThat(
            text(
                """
                SELECT i.symbol, v.name as venue, b.timeframe, b.timestamp, b.open, b.high, b.low, b.close, b.volume
                FROM analytics.bars_current b FINAL JOIN analytics.instruments i ON b.instrument_id = i.id
                JOIN analytics.venues v ON i.venue_id = v.id WHERE i.type = 'swap' AND b.timeframe = '1h' ORDER BY b.timestamp DESC LIMIT 100\
                """))
        .isEqualTo("LTC/USDT:USDT\tbinance\t1h\t2026-02-01 00:00:00.000\t10\t12\t9\t11\t5\n");
    assertThat(
            text(
                """
                SELECT i.symbol, v.name as venue, b.timeframe, b.timestamp, b.open, b.high, b.low, b.close, b.volume
                FROM analytics.bars_current b FINAL JOIN analytics.instruments i ON b.instrument_id = i.id
                JOIN analytics.venues v ON i.venue_id = v.id WHERE i.type = 'spot' AND b.timeframe = '1h' ORDER BY b.timestamp DESC LIMIT 100\
                """))
        .isEmpty();
    assertThat(
            text(
                """
                SELECT i.symbol, v.name as venue, f.timestamp, f.rate, f.mark_price FROM analytics.funding_rates_current f FINAL
                JOIN analytics.instruments i ON f.instrument_id = i.id JOIN analytics.venues v ON i.venue_id = v.id
                WHERE i.type = 'swap' ORDER BY f.timestamp DESC LIMIT 100\
                """))
        .isEqualTo("LTC/USDT:USDT\tbinance\t2026-02-01 08:00:00.000\t0.0001\t\\N\n");
    assertThat(
            text(
                "SELECT timestamp, value, classification FROM analytics.fear_greed_index_current FINAL ORDER BY timestamp DESC LIMIT 30"))
        .as("a value above 100 is no reading")
        .isEqualTo("2026-02-01 00:00:00.000\t69\tGreed\n");
  }

  /** The rule of the contract, written once more in Java, against the views. */
  @Test
  void stagingTakesABarWhenTheContractSaysSo() {
    Random random = new Random(11);
    List<Bar> bars = new ArrayList<>();
    long sane = 0;
    for (int i = 0; i < 4000; i++) {
      Bar bar = bar(i, small(random), small(random), small(random), small(random), small(random));
      bars.add(bar);
      sane += makesSense(bar) ? 1 : 0;
    }
    insert(bars);

    assertThat(count("landing_bars")).isEqualTo(4000);
    assertThat(sane).isBetween(100L, 3900L);
    for (String table : List.of("staging_bars", "bars_current", "bars_snapshots")) {
      assertThat(count(table)).as(table).isEqualTo(sane);
    }
    assertThat(count("rejected_bars")).isEqualTo(4000 - sane);
    assertThat(
            clickHouse.query(
                "SELECT DISTINCT toString(reason) AS r FROM ${database}.rejected_bars ORDER BY r",
                Map.of(),
                RowBinaryReader::string))
        .containsExactly(
            "a price is not positive",
            "high below low",
            "high below open or close",
            "low above open or close",
            "volume is negative");
  }

  @Test
  void theNewestRowDoesNotWinByClockButByVersion() {
    Bar archive = bar(0, "10", "12", "9", "11", "5");
    insert(List.of(archive), new Version(0, Source.ARCHIVE, 5), "2026-01-01T00:00:00Z");
    insert(
        List.of(bar(0, "10", "12", "9", "12", "5")),
        new Version(0, Source.STREAM, 900),
        "2030-01-01T00:00:00Z");
    insert(
        List.of(bar(0, "10", "12", "9", "10", "5")),
        new Version(0, Source.ARCHIVE, 4),
        "2031-01-01T00:00:00Z");
    assertThat(currentClose()).isEqualTo("11");

    insert(
        List.of(bar(0, "10", "12", "9", "9", "5")),
        new Version(1, Source.STREAM, 6),
        "2020-01-01T00:00:00Z");
    assertThat(currentClose()).as("a decision beats every source").isEqualTo("9");
    assertThat(count("bars_snapshots")).as("every statement is kept").isEqualTo(4);
  }

  @Test
  void aRepeatedInsertIsDroppedInEveryTableOfTheChain() {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      bars.add(bar(i, "10", "12", "9", "11", "5"));
    }
    insert(bars);
    insert(bars);
    for (String table : List.of("landing_bars", "staging_bars", "bars_current", "bars_snapshots")) {
      assertThat(count(table)).as(table).isEqualTo(100);
    }
  }

  private String currentClose() {
    return text("SELECT close FROM analytics.bars_current FINAL").strip();
  }

  private void insert(List<Bar> bars) {
    insert(bars, VERSION, "2026-02-02T00:00:00Z");
  }

  private void insert(List<Bar> bars, Version version, String sealedAt) {
    BarRows rows =
        new BarRows(
            bars.size(),
            version.source(),
            new UUID(1, 2),
            "chunk",
            version,
            Instant.parse(sealedAt).toEpochMilli());
    rows.series(LTC);
    bars.forEach(rows::bar);
    new BarTables(clickHouse).insert(rows.toBytes(), "token " + version);
  }

  private long count(String table) {
    return clickHouse
        .query("SELECT count() FROM ${database}." + table, Map.of(), RowBinaryReader::int64)
        .getFirst();
  }

  private String text(String sql) {
    return clickHouse.print(
        sql.replace("analytics.", clickHouse.address().database() + "."),
        "TabSeparated",
        false,
        answer -> new String(answer.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
  }

  private static boolean makesSense(Bar b) {
    return b.open().compareTo(Amount.ZERO) > 0
        && b.high().compareTo(Amount.ZERO) > 0
        && b.low().compareTo(Amount.ZERO) > 0
        && b.close().compareTo(Amount.ZERO) > 0
        && b.high().compareTo(b.low()) >= 0
        && b.high().compareTo(b.open()) >= 0
        && b.high().compareTo(b.close()) >= 0
        && b.low().compareTo(b.open()) <= 0
        && b.low().compareTo(b.close()) <= 0
        && b.volume().compareTo(Amount.ZERO) >= 0;
  }

  private static String small(Random random) {
    return BigDecimal.valueOf(random.nextInt(-2, 9), 1).toPlainString();
  }

  /** A bar of its own open time within February; what matters here is its figures. */
  private static Bar bar(
      int number, String open, String high, String low, String close, String volume) {
    return new Bar(
        Instant.parse("2026-02-01T00:00:00Z").toEpochMilli() + number * 60_000L,
        Amount.parse(open),
        Amount.parse(high),
        Amount.parse(low),
        Amount.parse(close),
        Amount.parse(volume),
        null,
        Bar.NOT_GIVEN,
        null,
        null);
  }
}
