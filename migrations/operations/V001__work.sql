-- What was asked for, what was done, what is proven. The same text runs on H2 and on PostgreSQL. Every statement may run
-- twice, because H2 commits each one by itself and a process may be killed between two.
-- Times are milliseconds since the epoch, UTC; ranges are half-open. A series is written as people write it.

CREATE TABLE IF NOT EXISTS sequence_value
(
    name VARCHAR(64) PRIMARY KEY,
    next_value BIGINT NOT NULL
);

INSERT INTO sequence_value (name, next_value)
SELECT name, 1 FROM (VALUES ('version'), ('run'), ('incident'), ('amendment')) AS wanted (name)
WHERE name NOT IN (SELECT name FROM sequence_value);

-- A row per series, locked while the series' coverage changes.
CREATE TABLE IF NOT EXISTS series
(
    name VARCHAR(200) PRIMARY KEY
);

CREATE TABLE IF NOT EXISTS run
(
    id VARCHAR(32) PRIMARY KEY,
    snapshot_id VARCHAR(36) NOT NULL,
    title VARCHAR(200) NOT NULL,
    state VARCHAR(16) NOT NULL,
    request TEXT NOT NULL,
    rows_planned BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    outcome TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS run_chunk
(
    run_id VARCHAR(32) NOT NULL REFERENCES run (id),
    ordinal INTEGER NOT NULL,
    series VARCHAR(200) NOT NULL,
    from_time BIGINT NOT NULL,
    to_time BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL,
    lane INTEGER NOT NULL,
    file VARCHAR(400),
    sha256 VARCHAR(64),
    row_count BIGINT NOT NULL,
    byte_count BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    PRIMARY KEY (run_id, ordinal)
);

CREATE TABLE IF NOT EXISTS run_chunk_attempt
(
    run_id VARCHAR(32) NOT NULL,
    ordinal INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    at_time BIGINT NOT NULL,
    succeeded BOOLEAN NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (run_id, ordinal, attempt),
    FOREIGN KEY (run_id, ordinal) REFERENCES run_chunk (run_id, ordinal)
);

-- An insert that was promised: its bytes lie in the spool until every layer is proven to have them.
CREATE TABLE IF NOT EXISTS intent
(
    token VARCHAR(64) PRIMARY KEY,
    chunk_key VARCHAR(300) NOT NULL,
    generation INTEGER NOT NULL,
    chunk_id VARCHAR(320) NOT NULL,
    run_id VARCHAR(32),
    state VARCHAR(16) NOT NULL,
    version BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    byte_count BIGINT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    manifest TEXT NOT NULL,
    sealed_at BIGINT NOT NULL,
    verified_at BIGINT,
    UNIQUE (chunk_key, generation)
);

CREATE INDEX IF NOT EXISTS intent_state ON intent (state);

-- What is known of a series, disjoint per series. State is present, empty, absent, rejected, undelivered or lost.
CREATE TABLE IF NOT EXISTS coverage_interval
(
    series VARCHAR(200) NOT NULL,
    from_time BIGINT NOT NULL,
    to_time BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL,
    reason TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (series, from_time)
);

-- Archive files that were read, with the checksum their rows came under.
CREATE TABLE IF NOT EXISTS archive_file
(
    path VARCHAR(400) PRIMARY KEY,
    series VARCHAR(200) NOT NULL,
    from_time BIGINT NOT NULL,
    to_time BIGINT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    byte_count BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL,
    reason TEXT NOT NULL,
    checked_at BIGINT NOT NULL
);

CREATE INDEX IF NOT EXISTS archive_file_series ON archive_file (series);

-- A bar that a venue stated differently than before. Both statements are in bars_snapshots.
CREATE TABLE IF NOT EXISTS amendment
(
    id BIGINT PRIMARY KEY,
    series VARCHAR(200) NOT NULL,
    open_time BIGINT NOT NULL,
    chunk_id VARCHAR(320) NOT NULL,
    before_values TEXT NOT NULL,
    after_values TEXT NOT NULL,
    applied BOOLEAN NOT NULL,
    detected_at BIGINT NOT NULL
);

CREATE INDEX IF NOT EXISTS amendment_series ON amendment (series, open_time);

-- A contradiction between the two witnesses: the ledger says present, the data is not there.
CREATE TABLE IF NOT EXISTS incident
(
    id BIGINT PRIMARY KEY,
    series VARCHAR(200) NOT NULL,
    from_time BIGINT NOT NULL,
    to_time BIGINT NOT NULL,
    detail TEXT NOT NULL,
    detected_at BIGINT NOT NULL,
    resolved_at BIGINT
);

CREATE INDEX IF NOT EXISTS incident_open ON incident (series, resolved_at);

-- How each partition of bars_current looked when its coverage was last counted from the rows themselves.
CREATE TABLE IF NOT EXISTS partition_mark
(
    partition_name VARCHAR(64) PRIMARY KEY,
    mark VARCHAR(64) NOT NULL,
    counted_at BIGINT NOT NULL
);
