-- What the batch layer remembers. All of it may be lost: the next run builds and publishes every day again.

-- The largest stands: a tidemark never goes back.
CREATE TABLE IF NOT EXISTS tidemarks
(
    instrument LowCardinality(String) COMMENT 'Canonical id venue:SYMBOL',
    tidemark DateTime64(6, 'UTC') COMMENT 'Event time up to which the batch layer has published the bars; never goes back',
    moved_at DateTime64(6, 'UTC') DEFAULT now64(6) COMMENT 'When it moved there'
)
ENGINE = ReplacingMergeTree(tidemark)
ORDER BY instrument
COMMENT 'How far the batch layer has come with each instrument';

CREATE TABLE IF NOT EXISTS published_days
(
    day Date32 COMMENT 'UTC date of events',
    events Int64 COMMENT 'Trade events of the day that the lake held when the bars were built',
    open_bars Int64 COMMENT 'Bars of the day that the log had not closed yet',
    published_at DateTime64(6, 'UTC') DEFAULT now64(6) COMMENT 'When the last of the bars was published'
)
ENGINE = ReplacingMergeTree(published_at)
ORDER BY day
COMMENT 'The days whose bars the batch layer has published, and what they were made of';

CREATE TABLE IF NOT EXISTS batch_progress
(
    topic_epoch Int32 COMMENT 'Life of the topic: one more each time it was recreated',
    `partition` Int32 COMMENT 'Kafka partition of the topic trades',
    next_offset Int64 COMMENT 'Every event below it was considered when days were last chosen, and those days are published',
    written_at DateTime64(6, 'UTC') DEFAULT now64(6) COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(next_offset)
ORDER BY (topic_epoch, `partition`)
COMMENT 'Up to where in the log the batch layer knows which days have changed';

CREATE TABLE IF NOT EXISTS reconciliations
(
    run_at DateTime64(6, 'UTC') COMMENT 'When the run began',
    `interval` Enum8('1m' = 1, '1d' = 7) COMMENT '1m or 1d',
    day Date32 COMMENT 'UTC date in which the bars start',
    cause LowCardinality(String) COMMENT 'equal, or why the served bar was not the one of the batch layer',
    bars Int64 COMMENT 'How many bars'
)
ENGINE = MergeTree
ORDER BY (run_at, `interval`, day, cause)
COMMENT 'What each run of the batch layer found when it compared its bars with the served ones';
