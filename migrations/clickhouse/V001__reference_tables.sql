-- What the data is about: venues, instruments, backfill runs.
--
-- Every statement in these files may run twice, and from two processes at once: CREATE … IF NOT EXISTS and views that
-- are replaced by themselves. That is why no lock is taken while they run.

-- A view over constants: a join with it can never meet a row twice.
CREATE OR REPLACE VIEW ${database}.venues AS
SELECT toUInt8(id) AS id, name
FROM values('id UInt8, name String', (1, 'binance'), (2, 'okx'), (3, 'bybit'));

CREATE TABLE IF NOT EXISTS ${database}.instrument_versions
(
    id UInt64 COMMENT 'first eight bytes of the SHA-256 of the full name, so every machine gives the same',
    venue_id UInt8,
    symbol String COMMENT 'unified: BTC/USDT, BTC/USDT:USDT, BTC/USDT:USDT-261225',
    type LowCardinality(String) COMMENT 'spot, swap or future',
    base LowCardinality(String),
    quote LowCardinality(String),
    updated_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(updated_at)
ORDER BY id
SETTINGS non_replicated_deduplication_window = 10000;

-- Joins read the newest version of an instrument once, whatever has been merged so far.
CREATE OR REPLACE VIEW ${database}.instruments AS
SELECT id, venue_id, symbol, type, base, quote, updated_at
FROM ${database}.instrument_versions FINAL;

CREATE TABLE IF NOT EXISTS ${database}.snapshots
(
    id UUID COMMENT 'the snapshot_id of every row that the run brought',
    run String COMMENT 'what people call it, for example b-0412',
    kind LowCardinality(String) COMMENT 'bars, funding_rates or fear_greed',
    range_from DateTime64(3, 'UTC') COMMENT 'inclusive',
    range_to DateTime64(3, 'UTC') COMMENT 'exclusive',
    instruments Array(String),
    timeframes Array(String),
    started_at DateTime64(3, 'UTC'),
    reason String COMMENT 'why it ran, in words'
)
ENGINE = MergeTree
ORDER BY (started_at, id)
SETTINGS non_replicated_deduplication_window = 10000;
