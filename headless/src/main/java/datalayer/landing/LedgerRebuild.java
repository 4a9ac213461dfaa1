package datalayer.landing;

import datalayer.ledger.CoverageInterval;
import datalayer.ledger.Intent;
import datalayer.ledger.Ledger;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.BarTables;
import datalayer.store.CoverageBitmaps;
import datalayer.store.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a lost ledger anew from what ClickHouse holds: coverage from the bitmaps, generations from
 * the chunk ids, the sequence from the greatest version. What it cannot bring back is why missing
 * stretches are missing, and the history of runs.
 */
public final class LedgerRebuild {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerRebuild.class);
  private static final TimeRange ALL_TIME =
      new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

  private final Ledger ledger;
  private final BarTables tables;
  private final CoverageBitmaps bitmaps;

  public LedgerRebuild(Ledger ledger, BarTables tables, CoverageBitmaps bitmaps) {
    this.ledger = ledger;
    this.tables = tables;
    this.bitmaps = bitmaps;
  }

  /**
   * Rebuilds where the ledger knows of no delivery and ClickHouse holds bars.
   *
   * @return whether it did
   */
  public boolean runWhereLost() {
    if (ledger.transaction(tx -> tx.intents().count()) > 0) {
      return false;
    }
    List<BarTables.LandedChunk> chunks = tables.landedChunks();
    if (chunks.isEmpty()) {
      return false;
    }
    List<Series> series = tables.series();
    Map<Series, RangeSet> present = bitmaps.present(series, ALL_TIME);
    ledger.transaction(tx -> {
      for (BarTables.LandedChunk chunk : chunks) {
        ChunkKey.Identified id = ChunkKey.parse(chunk.chunkId());
        tx.intents()
            .recall(
                new Intent(
                    "rebuilt " + chunk.chunkId().hashCode() + "/" + chunk.version(),
                    id.key().toString(),
                    id.generation(),
                    chunk.chunkId(),
                    null,
                    chunk.version(),
                    chunk.rows(),
                    0,
                    "",
                    ""));
        tx.raise("version", Version.of(chunk.version()).sequence());
      }
      for (Map.Entry<Series, RangeSet> entry : present.entrySet()) {
        tx.coverage()
            .record(
                entry.getKey(),
                entry.getValue().ranges().stream().map(CoverageInterval::present).toList());
      }
      tx.raise("run", tables.greatestRun());
      return true;
    });
    LOG.atWarn()
        .addKeyValue("chunks", chunks.size())
        .addKeyValue("series", series.size())
        .log("the ledger was empty and ClickHouse was not: it was rebuilt from the data");
    return true;
  }
}
