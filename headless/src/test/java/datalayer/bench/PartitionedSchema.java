package datalayer.bench;

import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.migration.Migrations;
import datalayer.store.BarRows;
import datalayer.store.BarTables;
import datalayer.store.ClickHouse;
import datalayer.store.ClickHouseAddress;
import datalayer.store.RowBinaryReader;
import datalayer.store.Source;
import datalayer.store.Version;
import datalayer.store.engine.EngineException;
import datalayer.store.engine.EngineOptions;
import datalayer.store.engine.EngineProcess;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An engine of its own whose bar tables are partitioned in one way or another. */
final class PartitionedSchema implements AutoCloseable {

  static final String MONTHS = "toYYYYMM(timestamp)";
  static final String DAYS = "toYYYYMMDD(timestamp)";

  private final Path folder;
  private final EngineProcess engine;
  private final ClickHouse clickHouse;
  private final BarTables tables;

  PartitionedSchema(Path folder, String partition) throws EngineException {
    this.folder = folder;
    this.engine = EngineProcess.start(EngineOptions.in(folder), InstantSource.system());
    this.clickHouse =
        new ClickHouse(
            new ClickHouseAddress(
                engine.endpoint(), "default", engine.token(), "analytics", "embedded"),
            4);
    this.tables = new BarTables(clickHouse);
    clickHouse.execute("CREATE DATABASE IF NOT EXISTS ${database}");
    Migrations.of("clickhouse").all().stream()
        .flatMap(migration -> migration.statements().stream())
        .map(sql -> sql.replace(MONTHS, partition))
        .forEach(clickHouse::execute);
  }

  ClickHouse clickHouse() {
    return clickHouse;
  }

  /** A chunk's insert bytes under its token. */
  record Chunk(byte[] bytes, String token) {

    static Chunk of(Series series, Collection<Bar> bars, String name, long sequence) {
      Version version = new Version(0, Source.ARCHIVE, sequence);
      BarRows rows =
          new BarRows(
              bars.size(), Source.ARCHIVE, new UUID(0, 1), name, version, 1_790_000_000_000L);
      rows.series(series);
      bars.forEach(rows::bar);
      return new Chunk(rows.toBytes(), name);
    }
  }

  /** Inserts chunk after chunk; answers the seconds it took. */
  double load(List<Chunk> chunks) {
    long start = System.nanoTime();
    chunks.forEach(chunk -> tables.insert(chunk.bytes(), chunk.token()));
    return (System.nanoTime() - start) / 1e9;
  }

  /** Parts of the bar tables that queries read. */
  double parts() {
    return clickHouse
        .query(
            "SELECT toInt64(count()) FROM system.parts WHERE database = {d:String} AND active "
                + "AND table IN ('landing_bars', 'staging_bars', 'bars_current', 'bars_snapshots')",
            Map.of("d", clickHouse.address().database()),
            RowBinaryReader::int64)
        .getFirst();
  }

  /** Milliseconds to read every figure of a series with FINAL. */
  double read(Series series, long expected) {
    long start = System.nanoTime();
    long rows =
        clickHouse
            .query(
                "SELECT toInt64(count()), sum(open), sum(high), sum(low), sum(close), sum(volume) "
                    + "FROM ${database}.bars_current FINAL WHERE instrument_id = {id:UInt64} AND timeframe = '1m'",
                Map.of("id", Long.toUnsignedString(series.instrument().id())),
                row -> {
                  long count = row.int64();
                  for (int i = 0; i < 5; i++) {
                    row.amount();
                  }
                  return count;
                })
            .getFirst();
    double millis = (System.nanoTime() - start) / 1e6;
    if (rows != expected) {
      throw new IllegalStateException("%d of %d bars".formatted(rows, expected));
    }
    return millis;
  }

  @Override
  public void close() {
    clickHouse.close();
    engine.close();
    Scratch.delete(folder);
  }
}
