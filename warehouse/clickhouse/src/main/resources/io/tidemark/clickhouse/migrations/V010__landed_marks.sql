-- Where the log is quiet, a partition's last record says nothing of the time since: whoever lands it looks at the log's end and
-- leaves a mark. Every partition has one from the first, so that one of which nothing has landed yet is not forgotten.

CREATE TABLE IF NOT EXISTS landed_marks
(
    topic LowCardinality(String) COMMENT 'Kafka topic',
    topic_epoch Int32 COMMENT 'Life of the topic: one more each time it was recreated',
    `partition` Int32 COMMENT 'Kafka partition',
    known_at DateTime64(6, 'UTC') COMMENT 'Append time below which everything has been landed'
)
ENGINE = ReplacingMergeTree(known_at)
ORDER BY (topic, topic_epoch, `partition`)
COMMENT 'How far each partition has been landed beyond its last record, because nothing came since';

-- Below the frontier nothing can land any more: a record that is appended later has a later append time than the last one of its
-- partition, and than a mark. Whoever lost the beginning of a partition (records that Kafka had dropped before they could land,
-- days that were dropped here) knows nothing of the time before its first record.
CREATE OR REPLACE VIEW as_of_limits
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    ifNull((
        SELECT max(first_known_at)
        FROM
        (
            SELECT argMin(known_at, `offset`) AS first_known_at
            FROM trade_events
            WHERE (topic_epoch, `partition`) NOT IN
            (
                SELECT topic_epoch, `partition` FROM trade_events WHERE `offset` = 0
                UNION ALL
                SELECT topic_epoch, `partition` FROM quarantine_events WHERE topic = 'trades' AND `offset` = 0
            )
            GROUP BY topic_epoch, `partition`
        )
    ), toDateTime64(0, 6, 'UTC')) AS retention_floor,
    ifNull((
        SELECT min(landed_at)
        FROM
        (
            SELECT max(known_at) AS landed_at
            FROM
            (
                SELECT topic_epoch, `partition`, known_at FROM landing_progress FINAL WHERE topic = 'trades'
                UNION ALL
                SELECT topic_epoch, `partition`, known_at FROM landed_marks WHERE topic = 'trades'
            )
            GROUP BY topic_epoch, `partition`
            ORDER BY topic_epoch DESC
            LIMIT 1 WITH TIES
        )
    ), toDateTime64(0, 6, 'UTC')) AS landed_frontier
COMMENT 'Between which moments as-of questions about trades may lie: floor <= at < frontier';

-- 0 of a moment that may be asked about.
CREATE OR REPLACE FUNCTION tidemark_refuse_moment AS (moment, floor, frontier) ->
    throwIf(moment >= frontier,
        'at lies beyond what has landed: ask for a moment before landed_frontier of the view as_of_limits')
    + throwIf(moment < floor,
        'at lies before what is kept: ask for a moment from retention_floor of the view as_of_limits on');

CREATE OR REPLACE VIEW trades_as_of
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT *
FROM trades_as_of_unchecked(
    instrument = {instrument:String},
    since = {since:String},
    until = {until:String},
    interval = '',
    at = {at:String})
WHERE (SELECT tidemark_refuse_moment(tidemark_time({at:String}), retention_floor, landed_frontier) FROM as_of_limits) = 0
COMMENT 'Trades as they stood at a moment: SELECT … FROM trades_as_of(instrument = \'us:SPY\', since = \'2013-10-08 13:30\', until = \'2013-10-08 14:30\', at = \'2026-03-02 09:00\')';

CREATE OR REPLACE VIEW bars_as_of
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT *
FROM bars_as_of_unchecked(
    interval = {interval:String},
    instrument = {instrument:String},
    since = {since:String},
    until = {until:String},
    at = {at:String})
WHERE (SELECT tidemark_refuse_moment(tidemark_time({at:String}), retention_floor, landed_frontier) FROM as_of_limits) = 0
COMMENT 'Bars that start in [since, until) as they stood at a moment: SELECT … FROM bars_as_of(interval = \'5m\', instrument = \'us:SPY\', since = …, until = …, at = …)';
