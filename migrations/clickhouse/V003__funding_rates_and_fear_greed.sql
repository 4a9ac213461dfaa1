-- Funding rates: landing_funding_rates -> staging_funding_rates -> funding_rates_current and funding_rates_snapshots.

CREATE TABLE IF NOT EXISTS ${database}.landing_funding_rates
(
    instrument_id UInt64,
    timestamp DateTime64(3, 'UTC') COMMENT 'time of settlement, on the grid of the venue',
    timestamp_unix Int64 DEFAULT toUnixTimestamp64Milli(timestamp) COMMENT 'ms since the epoch',
    rate Decimal(38, 18) COMMENT 'settled, per interval: 0.0001 is 0.01 %',
    mark_price Nullable(Decimal(38, 18)) COMMENT 'NULL where the venue does not say',
    source Enum8('stream' = 1, 'rest' = 2, 'archive' = 3),
    snapshot_id UUID,
    chunk_id LowCardinality(String),
    version UInt64,
    ingested_at DateTime64(3, 'UTC'),
    raw String,
    fault LowCardinality(String)
)
ENGINE = MergeTree
PARTITION BY toYear(timestamp)
ORDER BY (instrument_id, timestamp)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS ${database}.staging_funding_rates
(
    instrument_id UInt64,
    timestamp DateTime64(3, 'UTC'),
    timestamp_unix Int64,
    rate Decimal(38, 18),
    mark_price Nullable(Decimal(38, 18)),
    source Enum8('stream' = 1, 'rest' = 2, 'archive' = 3),
    snapshot_id UUID,
    chunk_id LowCardinality(String),
    version UInt64,
    ingested_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYear(timestamp)
ORDER BY (instrument_id, timestamp)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS ${database}.funding_rates_current AS ${database}.staging_funding_rates
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYear(timestamp)
ORDER BY (instrument_id, timestamp)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS ${database}.funding_rates_snapshots AS ${database}.staging_funding_rates
ENGINE = MergeTree
PARTITION BY toYear(timestamp)
ORDER BY (instrument_id, timestamp, version)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS ${database}.staging_funding_rates_view TO ${database}.staging_funding_rates AS
SELECT instrument_id, timestamp, timestamp_unix, rate, mark_price, source, snapshot_id, chunk_id, version, ingested_at
FROM ${database}.landing_funding_rates
WHERE fault = '';

CREATE MATERIALIZED VIEW IF NOT EXISTS ${database}.funding_rates_current_view TO ${database}.funding_rates_current AS
SELECT * FROM ${database}.staging_funding_rates;

CREATE MATERIALIZED VIEW IF NOT EXISTS ${database}.funding_rates_snapshots_view TO ${database}.funding_rates_snapshots AS
SELECT * FROM ${database}.staging_funding_rates;

-- The Fear & Greed index, the same way. It belongs to no instrument.

CREATE TABLE IF NOT EXISTS ${database}.landing_fear_greed_index
(
    timestamp DateTime64(3, 'UTC') COMMENT '00:00 UTC of its day',
    timestamp_unix Int64 DEFAULT toUnixTimestamp64Milli(timestamp),
    value Int32,
    classification LowCardinality(String) COMMENT 'the words of the source, as they came',
    source Enum8('stream' = 1, 'rest' = 2, 'archive' = 3),
    snapshot_id UUID,
    chunk_id LowCardinality(String),
    version UInt64,
    ingested_at DateTime64(3, 'UTC'),
    raw String,
    fault LowCardinality(String)
)
ENGINE = MergeTree
PARTITION BY toYear(timestamp)
ORDER BY timestamp
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS ${database}.staging_fear_greed_index
(
    timestamp DateTime64(3, 'UTC'),
    timestamp_unix Int64,
    value Int32,
    classification LowCardinality(String),
    source Enum8('stream' = 1, 'rest' = 2, 'archive' = 3),
    snapshot_id UUID,
    chunk_id LowCardinality(String),
    version UInt64,
    ingested_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYear(timestamp)
ORDER BY timestamp
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS ${database}.fear_greed_index_current AS ${database}.staging_fear_greed_index
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYear(timestamp)
ORDER BY timestamp
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS ${database}.fear_greed_index_snapshots AS ${database}.staging_fear_greed_index
ENGINE = MergeTree
PARTITION BY toYear(timestamp)
ORDER BY (timestamp, version)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS ${database}.staging_fear_greed_index_view TO ${database}.staging_fear_greed_index AS
SELECT timestamp, timestamp_unix, value, classification, source, snapshot_id, chunk_id, version, ingested_at
FROM ${database}.landing_fear_greed_index
WHERE fault = '' AND value BETWEEN 0 AND 100;

CREATE MATERIALIZED VIEW IF NOT EXISTS ${database}.fear_greed_index_current_view TO ${database}.fear_greed_index_current AS
SELECT * FROM ${database}.staging_fear_greed_index;

CREATE MATERIALIZED VIEW IF NOT EXISTS ${database}.fear_greed_index_snapshots_view TO ${database}.fear_greed_index_snapshots AS
SELECT * FROM ${database}.staging_fear_greed_index;
