-- What is known of bars that are not there: how often they were asked for, when it is worth asking again, and which statements
-- of the venue say that it has none. Times are milliseconds since the epoch, UTC. Every statement may run twice.

ALTER TABLE coverage_interval ADD COLUMN IF NOT EXISTS attempts INTEGER DEFAULT 0 NOT NULL;

-- Not asked for before this time; null where only a new or another file can change it.
ALTER TABLE coverage_interval ADD COLUMN IF NOT EXISTS next_attempt BIGINT;

-- The archive file, with its checksum, that was verified and has no row for it.
ALTER TABLE coverage_interval ADD COLUMN IF NOT EXISTS file_statement TEXT;

-- The answer to a request that has bars on both sides and none for it, and when it came.
ALTER TABLE coverage_interval ADD COLUMN IF NOT EXISTS answer TEXT;

ALTER TABLE coverage_interval ADD COLUMN IF NOT EXISTS answered_at BIGINT;
