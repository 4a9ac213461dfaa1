-- A bar's way: landing_bars -> staging_bars -> bars_current and bars_snapshots, and bar_coverage beside them.
--
-- Every table of the chain keeps a deduplication window. Without one on the targets of the views, a repeated insert is
-- dropped in landing_bars and doubled behind it.
--
-- Partitions are months of the open time. The partition key must be a function of the sorting key (otherwise FINAL
-- misses rows in two partitions), and a chunk lies within one partition. Days were measured against months with 19
-- series-months of one-minute bars and a series-year: by day, loading took 1.3 to 11 times as long (median 7), left
-- 26 to 29 times the parts, and reading the series-year with FINAL took about twice as long. `mvn -q -Pbench
-- -Dbench.only=partitions` measures it anew; see headless/decisions/0002-partitions-are-months.md.

CREATE TABLE IF NOT EXISTS ${database}.landing_bars
(
    instrument_id UInt64,
    timeframe LowCardinality(String),
    timestamp DateTime64(3, 'UTC') COMMENT 'open time' CODEC(Delta, LZ4),
    timestamp_unix Int64 DEFAULT toUnixTimestamp64Milli(timestamp) COMMENT 'open time, ms since the epoch' CODEC(Delta, LZ4),
    open Decimal(38, 18),
    high Decimal(38, 18),
    low Decimal(38, 18),
    close Decimal(38, 18),
    volume Decimal(38, 18) COMMENT 'in the base currency',
    quote_volume Nullable(Decimal(38, 18)) COMMENT 'NULL where the venue does not say',
    trades Nullable(UInt64),
    taker_buy_volume Nullable(Decimal(38, 18)),
    taker_buy_quote_volume Nullable(Decimal(38, 18)),
    source Enum8('stream' = 1, 'rest' = 2, 'archive' = 3),
    snapshot_id UUID,
    chunk_id LowCardinality(String) COMMENT 'which delivery brought it: series, range and generation',
    version UInt64 COMMENT 'decision epoch, source, sequence: see bars_current',
    ingested_at DateTime64(3, 'UTC') COMMENT 'when its chunk was sealed; information only' CODEC(Delta, LZ4),
    raw String COMMENT 'the row as it came, where it could not be read as a bar',
    fault LowCardinality(String) COMMENT 'why it could not be read as a bar; empty where it could',
    rejected_reason LowCardinality(String) MATERIALIZED multiIf(
        fault != '', fault,
        open <= 0 OR high <= 0 OR low <= 0 OR close <= 0, 'a price is not positive',
        high < low, 'high below low',
        high < open OR high < close, 'high below open or close',
        low > open OR low > close, 'low above open or close',
        volume < 0, 'volume is negative',
        '')
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(timestamp)
ORDER BY (instrument_id, timeframe, timestamp)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS ${database}.staging_bars
(
    instrument_id UInt64,
    timeframe LowCardinality(String),
    timestamp DateTime64(3, 'UTC') CODEC(Delta, LZ4),
    timestamp_unix Int64 CODEC(Delta, LZ4),
    open Decimal(38, 18),
    high Decimal(38, 18),
    low Decimal(38, 18),
    close Decimal(38, 18),
    volume Decimal(38, 18),
    quote_volume Nullable(Decimal(38, 18)),
    trades Nullable(UInt64),
    taker_buy_volume Nullable(Decimal(38, 18)),
    taker_buy_quote_volume Nullable(Decimal(38, 18)),
    source Enum8('stream' = 1, 'rest' = 2, 'archive' = 3),
    snapshot_id UUID,
    chunk_id LowCardinality(String),
    version UInt64,
    ingested_at DateTime64(3, 'UTC') CODEC(Delta, LZ4)
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(timestamp)
ORDER BY (instrument_id, timeframe, timestamp)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS ${database}.rejected_bars
(
    instrument_id UInt64,
    timeframe LowCardinality(String),
    timestamp DateTime64(3, 'UTC') COMMENT 'open time, or the start of its chunk where the row has none of use',
    open Decimal(38, 18),
    high Decimal(38, 18),
    low Decimal(38, 18),
    close Decimal(38, 18),
    volume Decimal(38, 18),
    source Enum8('stream' = 1, 'rest' = 2, 'archive' = 3),
    snapshot_id UUID,
    chunk_id LowCardinality(String),
    version UInt64,
    ingested_at DateTime64(3, 'UTC'),
    raw String,
    reason LowCardinality(String)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(timestamp)
ORDER BY (instrument_id, timeframe, timestamp)
SETTINGS non_replicated_deduplication_window = 10000;

-- The newest row does not win by clock: a clock that was set back, or an old archive read late, must not bury a better
-- value. The version is epoch << 56 | source << 48 | sequence. The epoch is raised by an amendment that was confirmed,
-- an operator's choice or an undo; a verified archive beats REST beats a stream; the sequence is handed out by the
-- operations database and never goes back. ingested_at is information.
CREATE TABLE IF NOT EXISTS ${database}.bars_current AS ${database}.staging_bars
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(timestamp)
ORDER BY (instrument_id, timeframe, timestamp)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS ${database}.bars_snapshots AS ${database}.staging_bars
ENGINE = MergeTree
PARTITION BY toYYYYMM(timestamp)
ORDER BY (instrument_id, timeframe, timestamp, version)
SETTINGS non_replicated_deduplication_window = 10000;

-- Which minutes of a day have a bar. A union of bitmaps may be taken twice without harm; a count may not.
CREATE TABLE IF NOT EXISTS ${database}.bar_coverage
(
    instrument_id UInt64,
    timeframe LowCardinality(String),
    day Date,
    minutes AggregateFunction(groupBitmap, UInt16) COMMENT 'open times, in minutes since midnight UTC'
)
ENGINE = AggregatingMergeTree
PARTITION BY toYear(day)
ORDER BY (instrument_id, timeframe, day)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS ${database}.staging_bars_view TO ${database}.staging_bars AS
SELECT instrument_id, timeframe, timestamp, timestamp_unix, open, high, low, close, volume, quote_volume, trades,
    taker_buy_volume, taker_buy_quote_volume, source, snapshot_id, chunk_id, version, ingested_at
FROM ${database}.landing_bars
WHERE rejected_reason = '';

CREATE MATERIALIZED VIEW IF NOT EXISTS ${database}.rejected_bars_view TO ${database}.rejected_bars AS
SELECT instrument_id, timeframe, timestamp, open, high, low, close, volume, source, snapshot_id, chunk_id, version,
    ingested_at, raw, rejected_reason AS reason
FROM ${database}.landing_bars
WHERE rejected_reason != '';

CREATE MATERIALIZED VIEW IF NOT EXISTS ${database}.bars_current_view TO ${database}.bars_current AS
SELECT * FROM ${database}.staging_bars;

CREATE MATERIALIZED VIEW IF NOT EXISTS ${database}.bars_snapshots_view TO ${database}.bars_snapshots AS
SELECT * FROM ${database}.staging_bars;

CREATE MATERIALIZED VIEW IF NOT EXISTS ${database}.bar_coverage_view TO ${database}.bar_coverage AS
SELECT instrument_id, timeframe, toDate(timestamp) AS day,
    groupBitmapState(toUInt16(toHour(timestamp) * 60 + toMinute(timestamp))) AS minutes
FROM ${database}.staging_bars
GROUP BY instrument_id, timeframe, day;

-- Bars that a venue stated differently at different times, every statement kept.
CREATE OR REPLACE VIEW ${database}.amended_bars AS
SELECT instrument_id, timeframe, timestamp,
    arraySort(x -> x.1, groupArray((version, source, open, high, low, close, volume, chunk_id))) AS statements
FROM ${database}.bars_snapshots
GROUP BY instrument_id, timeframe, timestamp
HAVING uniqExact(open, high, low, close, volume, ifNull(quote_volume, -1), ifNull(trades, 0),
    ifNull(taker_buy_volume, -1), ifNull(taker_buy_quote_volume, -1)) > 1;
