-- Stops that venues ordered: nothing is sent to the address before until_time, by any process that shares this database, nor by
-- one that is started again. Both times are by this database's own clock, milliseconds since the epoch, UTC: the processes'
-- clocks may differ. Every statement may run twice.

CREATE TABLE IF NOT EXISTS venue_stop
(
    address VARCHAR(500) PRIMARY KEY,
    noted_at BIGINT NOT NULL,
    until_time BIGINT NOT NULL,
    reason TEXT NOT NULL,
    node VARCHAR(64) NOT NULL
);
