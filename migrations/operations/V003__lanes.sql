-- Runs that outlive the process that began them: the plan of every chunk, lanes with their epochs, and promises that say
-- which node made them. Then the tables of Quartz 2.5, as its own script for PostgreSQL has them; H2 takes the same types.
-- Every statement may run twice.

-- A run that an older version left behind has no plan to go on with.
UPDATE run SET state = 'incomplete', finished_at = started_at,
    outcome = 'The process stopped before the run was done. Run the backfill again: it fetches what is still missing.'
WHERE state = 'running';

-- The revision grows with every change of the run or one of its chunks, so that a reader asks only for what is new.
ALTER TABLE run ADD COLUMN IF NOT EXISTS revision BIGINT DEFAULT 0 NOT NULL;
-- Whether ClickHouse has the run's snapshot record.
ALTER TABLE run ADD COLUMN IF NOT EXISTS announced BOOLEAN DEFAULT FALSE NOT NULL;
-- The node that paused the run because its disk is full, and resumes it when there is room; empty otherwise.
ALTER TABLE run ADD COLUMN IF NOT EXISTS held_by VARCHAR(64) DEFAULT '' NOT NULL;

ALTER TABLE run_chunk ADD COLUMN IF NOT EXISTS plan TEXT DEFAULT '' NOT NULL;
ALTER TABLE run_chunk ADD COLUMN IF NOT EXISTS bars BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE run_chunk ADD COLUMN IF NOT EXISTS missing BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE run_chunk ADD COLUMN IF NOT EXISTS attempt INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE run_chunk ADD COLUMN IF NOT EXISTS revision BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE run_chunk ADD COLUMN IF NOT EXISTS waiting TEXT DEFAULT '' NOT NULL;
ALTER TABLE run_chunk ADD COLUMN IF NOT EXISTS next_attempt_at BIGINT;

CREATE INDEX IF NOT EXISTS run_chunk_state ON run_chunk (run_id, state, ordinal);
CREATE INDEX IF NOT EXISTS run_chunk_revision ON run_chunk (run_id, revision);

-- An attempt begins with its claim; ended is false while it is under way.
ALTER TABLE run_chunk_attempt ADD COLUMN IF NOT EXISTS started_at BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE run_chunk_attempt ADD COLUMN IF NOT EXISTS ended BOOLEAN DEFAULT TRUE NOT NULL;
ALTER TABLE run_chunk_attempt ADD COLUMN IF NOT EXISTS node VARCHAR(64) DEFAULT '' NOT NULL;
ALTER TABLE run_chunk_attempt ADD COLUMN IF NOT EXISTS lane INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE run_chunk_attempt ADD COLUMN IF NOT EXISTS epoch BIGINT DEFAULT 0 NOT NULL;

-- A lane's epoch is raised whenever somebody begins to work it; who holds an older one may neither claim nor complete.
CREATE TABLE IF NOT EXISTS run_lane
(
    run_id VARCHAR(32) NOT NULL REFERENCES run (id),
    lane INTEGER NOT NULL,
    epoch BIGINT NOT NULL,
    node VARCHAR(64) NOT NULL,
    PRIMARY KEY (run_id, lane)
);

-- The node in whose spool the bytes are, and the lane and epoch that promised them; lane 0 is work of no run.
-- State is open, verified, abandoned, or revoked: given up by another node, whose maker may still insert it.
ALTER TABLE intent ADD COLUMN IF NOT EXISTS node VARCHAR(64) DEFAULT '' NOT NULL;
ALTER TABLE intent ADD COLUMN IF NOT EXISTS lane INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE intent ADD COLUMN IF NOT EXISTS epoch BIGINT DEFAULT 0 NOT NULL;
-- Rows that were proven, rejected ones not counted.
ALTER TABLE intent ADD COLUMN IF NOT EXISTS kept_count BIGINT DEFAULT 0 NOT NULL;

-- Which bars a promise is about.
CREATE TABLE IF NOT EXISTS intent_part
(
    token VARCHAR(64) NOT NULL REFERENCES intent (token),
    series VARCHAR(200) NOT NULL,
    from_time BIGINT NOT NULL,
    to_time BIGINT NOT NULL,
    PRIMARY KEY (token, series)
);

CREATE INDEX IF NOT EXISTS intent_part_series ON intent_part (series, from_time);

-- A trigger's time is a ticket, not a time of day: lanes take turns in the order of their tickets, whatever clocks say.
INSERT INTO sequence_value (name, next_value)
SELECT name, 1 FROM (VALUES ('ticket')) AS wanted (name)
WHERE name NOT IN (SELECT name FROM sequence_value);

CREATE TABLE IF NOT EXISTS qrtz_job_details
(
    sched_name VARCHAR(120) NOT NULL,
    job_name VARCHAR(200) NOT NULL,
    job_group VARCHAR(200) NOT NULL,
    description VARCHAR(250),
    job_class_name VARCHAR(250) NOT NULL,
    is_durable BOOLEAN NOT NULL,
    is_nonconcurrent BOOLEAN NOT NULL,
    is_update_data BOOLEAN NOT NULL,
    requests_recovery BOOLEAN NOT NULL,
    job_data BYTEA,
    PRIMARY KEY (sched_name, job_name, job_group)
);

CREATE TABLE IF NOT EXISTS qrtz_triggers
(
    sched_name VARCHAR(120) NOT NULL,
    trigger_name VARCHAR(200) NOT NULL,
    trigger_group VARCHAR(200) NOT NULL,
    job_name VARCHAR(200) NOT NULL,
    job_group VARCHAR(200) NOT NULL,
    description VARCHAR(250),
    next_fire_time BIGINT,
    prev_fire_time BIGINT,
    priority INTEGER,
    trigger_state VARCHAR(16) NOT NULL,
    trigger_type VARCHAR(8) NOT NULL,
    start_time BIGINT NOT NULL,
    end_time BIGINT,
    calendar_name VARCHAR(200),
    misfire_instr SMALLINT,
    job_data BYTEA,
    PRIMARY KEY (sched_name, trigger_name, trigger_group),
    FOREIGN KEY (sched_name, job_name, job_group) REFERENCES qrtz_job_details (sched_name, job_name, job_group)
);

CREATE TABLE IF NOT EXISTS qrtz_simple_triggers
(
    sched_name VARCHAR(120) NOT NULL,
    trigger_name VARCHAR(200) NOT NULL,
    trigger_group VARCHAR(200) NOT NULL,
    repeat_count BIGINT NOT NULL,
    repeat_interval BIGINT NOT NULL,
    times_triggered BIGINT NOT NULL,
    PRIMARY KEY (sched_name, trigger_name, trigger_group),
    FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers (sched_name, trigger_name, trigger_group)
);

CREATE TABLE IF NOT EXISTS qrtz_cron_triggers
(
    sched_name VARCHAR(120) NOT NULL,
    trigger_name VARCHAR(200) NOT NULL,
    trigger_group VARCHAR(200) NOT NULL,
    cron_expression VARCHAR(120) NOT NULL,
    time_zone_id VARCHAR(80),
    PRIMARY KEY (sched_name, trigger_name, trigger_group),
    FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers (sched_name, trigger_name, trigger_group)
);

CREATE TABLE IF NOT EXISTS qrtz_simprop_triggers
(
    sched_name VARCHAR(120) NOT NULL,
    trigger_name VARCHAR(200) NOT NULL,
    trigger_group VARCHAR(200) NOT NULL,
    str_prop_1 VARCHAR(512),
    str_prop_2 VARCHAR(512),
    str_prop_3 VARCHAR(512),
    int_prop_1 INTEGER,
    int_prop_2 INTEGER,
    long_prop_1 BIGINT,
    long_prop_2 BIGINT,
    dec_prop_1 NUMERIC(13, 4),
    dec_prop_2 NUMERIC(13, 4),
    bool_prop_1 BOOLEAN,
    bool_prop_2 BOOLEAN,
    PRIMARY KEY (sched_name, trigger_name, trigger_group),
    FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers (sched_name, trigger_name, trigger_group)
);

CREATE TABLE IF NOT EXISTS qrtz_blob_triggers
(
    sched_name VARCHAR(120) NOT NULL,
    trigger_name VARCHAR(200) NOT NULL,
    trigger_group VARCHAR(200) NOT NULL,
    blob_data BYTEA,
    PRIMARY KEY (sched_name, trigger_name, trigger_group),
    FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers (sched_name, trigger_name, trigger_group)
);

CREATE TABLE IF NOT EXISTS qrtz_calendars
(
    sched_name VARCHAR(120) NOT NULL,
    calendar_name VARCHAR(200) NOT NULL,
    calendar BYTEA NOT NULL,
    PRIMARY KEY (sched_name, calendar_name)
);

CREATE TABLE IF NOT EXISTS qrtz_paused_trigger_grps
(
    sched_name VARCHAR(120) NOT NULL,
    trigger_group VARCHAR(200) NOT NULL,
    PRIMARY KEY (sched_name, trigger_group)
);

CREATE TABLE IF NOT EXISTS qrtz_fired_triggers
(
    sched_name VARCHAR(120) NOT NULL,
    entry_id VARCHAR(95) NOT NULL,
    trigger_name VARCHAR(200) NOT NULL,
    trigger_group VARCHAR(200) NOT NULL,
    instance_name VARCHAR(200) NOT NULL,
    fired_time BIGINT NOT NULL,
    sched_time BIGINT NOT NULL,
    priority INTEGER NOT NULL,
    state VARCHAR(16) NOT NULL,
    job_name VARCHAR(200),
    job_group VARCHAR(200),
    is_nonconcurrent BOOLEAN,
    requests_recovery BOOLEAN,
    PRIMARY KEY (sched_name, entry_id)
);

CREATE TABLE IF NOT EXISTS qrtz_scheduler_state
(
    sched_name VARCHAR(120) NOT NULL,
    instance_name VARCHAR(200) NOT NULL,
    last_checkin_time BIGINT NOT NULL,
    checkin_interval BIGINT NOT NULL,
    PRIMARY KEY (sched_name, instance_name)
);

CREATE TABLE IF NOT EXISTS qrtz_locks
(
    sched_name VARCHAR(120) NOT NULL,
    lock_name VARCHAR(40) NOT NULL,
    PRIMARY KEY (sched_name, lock_name)
);

CREATE INDEX IF NOT EXISTS qrtz_triggers_job ON qrtz_triggers (sched_name, job_name, job_group);

CREATE INDEX IF NOT EXISTS qrtz_triggers_next ON qrtz_triggers (sched_name, trigger_state, next_fire_time);

CREATE INDEX IF NOT EXISTS qrtz_fired_triggers_job ON qrtz_fired_triggers (sched_name, job_name, job_group);
