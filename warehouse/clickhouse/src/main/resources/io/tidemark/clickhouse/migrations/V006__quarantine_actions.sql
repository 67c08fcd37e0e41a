-- Who did what about a rejected record. The record itself stays where it is, with its offset: nothing is ever taken out of
-- quarantine, and an audit counts it there for ever. People write here, so that it cannot be made anew from the log.

CREATE TABLE IF NOT EXISTS quarantine_actions
(
    topic LowCardinality(String) COMMENT 'The topic of the quarantined record' CODEC(ZSTD(1)),
    topic_epoch Int32 COMMENT 'Life of the topic that holds the quarantined record' CODEC(ZSTD(1)),
    `partition` Int32 COMMENT 'Kafka partition of the quarantined record' CODEC(ZSTD(1)),
    `offset` Int64 COMMENT 'Kafka offset of the quarantined record' CODEC(ZSTD(1)),
    acted_at DateTime64(6, 'UTC') DEFAULT now64(6) COMMENT 'When it was done, UTC' CODEC(ZSTD(1)),
    acted_by LowCardinality(String) COMMENT 'Who did it' CODEC(ZSTD(1)),
    action Enum8('RETRYING' = 1, 'RETRIED' = 2, 'REFUSED' = 3, 'DISCARDED' = 4) COMMENT 'RETRYING: about to be published again; RETRIED: published as a new record; REFUSED: not published, it would be rejected again; DISCARDED: not wanted' CODEC(ZSTD(1)),
    note String COMMENT 'Why, or what was changed' CODEC(ZSTD(1)),
    retried_epoch Nullable(Int32) COMMENT 'Life of the topic that holds the new record' CODEC(ZSTD(1)),
    retried_partition Nullable(Int32) COMMENT 'Kafka partition of the new record' CODEC(ZSTD(1)),
    retried_offset Nullable(Int64) COMMENT 'Kafka offset of the new record' CODEC(ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (topic, topic_epoch, `partition`, `offset`, acted_at)
COMMENT 'What was done about quarantined records, append-only; the newest action is the state';

CREATE OR REPLACE VIEW quarantine
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    record.topic AS topic,
    record.topic_epoch AS topic_epoch,
    record.`partition` AS `partition`,
    record.`offset` AS `offset`,
    record.known_at AS known_at,
    record.reason AS reason,
    record.detail AS detail,
    if(isValidUTF8(ifNull(record.key, '')), record.key, concat('0x', hex(record.key))) AS key,
    if(isValidUTF8(ifNull(record.payload, '')), record.payload, concat('0x', hex(record.payload))) AS payload,
    length(record.payload) AS payload_bytes,
    multiIf(
        latest.newest.1 = 'RETRYING', 'retrying',
        latest.newest.1 = 'RETRIED', 'retried',
        latest.newest.1 = 'DISCARDED', 'discarded',
        'open') AS state,
    nullIf(latest.actions, 0) AS actions,
    nullIf(latest.newest.2, '') AS acted_by,
    if(latest.actions = 0, NULL, latest.acted_at) AS acted_at,
    nullIf(latest.newest.3, '') AS note,
    latest.newest.4 AS retried_epoch,
    latest.newest.5 AS retried_partition,
    latest.newest.6 AS retried_offset
FROM quarantine_events AS record
LEFT JOIN
(
    SELECT
        topic,
        topic_epoch,
        `partition`,
        `offset`,
        count() AS actions,
        -- Of two at the same microsecond the later step.
        argMax(
            (toString(action), toString(acted_by), note, retried_epoch, retried_partition, retried_offset),
            (quarantine_actions.acted_at, action)) AS newest,
        max(quarantine_actions.acted_at) AS acted_at
    FROM quarantine_actions
    GROUP BY topic, topic_epoch, `partition`, `offset`
) AS latest
ON record.topic = latest.topic
    AND record.topic_epoch = latest.topic_epoch
    AND record.`partition` = latest.`partition`
    AND record.`offset` = latest.`offset`
COMMENT 'Records that are not events, with the reason and what was done about them; what is not text is shown in hexadecimal';
