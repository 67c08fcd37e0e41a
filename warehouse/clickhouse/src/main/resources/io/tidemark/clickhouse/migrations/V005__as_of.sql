-- As of then: what was known at a moment. The events that were known by then decide, and they are append-only, so that the
-- answer is the same whenever it is asked.

-- Within a day of append times only the granules of those that are asked for are read. Of parts that are there already the next
-- merge makes the index.
ALTER TABLE trade_events ADD INDEX IF NOT EXISTS known_at_range known_at TYPE minmax GRANULARITY 1;

-- Between which moments a question may lie. Below the frontier nothing can land any more: a record that is appended later has
-- a later append time than the last one of its partition. Whoever lost the beginning of a partition (records that Kafka had
-- dropped before they could land, days that were dropped here) knows nothing of the time before its first record.
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
            SELECT argMax(landing_progress.known_at, next_offset) AS landed_at
            FROM landing_progress
            WHERE topic = 'trades'
                AND topic_epoch = (SELECT max(topic_epoch) FROM landing_progress WHERE topic = 'trades')
            GROUP BY `partition`
        )
    ), toDateTime64(0, 6, 'UTC')) AS landed_frontier
COMMENT 'Between which moments as-of questions about trades may lie: floor <= at < frontier';

-- Times of questions, as ISO-8601 or as ClickHouse prints them; without a zone they are UTC.
CREATE OR REPLACE FUNCTION tidemark_time AS text -> parseDateTime64BestEffort(text, 6, 'UTC');

-- By how much a range of bar starts must be longer to hold the trades of its last bar; 0 of any other text.
CREATE OR REPLACE FUNCTION tidemark_longest_seconds AS label -> multiIf(
    label = '1s', 1,
    label = '1m', 60,
    label IN ('5m', '15m', '30m', '1h', '4h'), tidemark_seconds(label),
    label = '1d', 25 * 3600,
    label = '1w', (7 * 24 + 1) * 3600,
    label = '1mo', (31 * 24 + 1) * 3600,
    0);

-- A trade whose head was known by then stood as it stands: the head is the highest of all its events, so it was the highest of
-- those of then. Of a trade whose head came later the events of then decide; which trades these are the heads know too, as they
-- keep a row in every minute that any event of the trade ever named, with the version and the append time of the head. Not
-- granted: it answers for any moment, and its callers check the limits. A correction that lands between the two readings of the
-- heads brings a trade twice, alike both times.
CREATE OR REPLACE VIEW trades_as_of_unchecked
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT *
FROM
(
    SELECT
        instrument, event_time, price, size, aggressor, exchange, conditions, trade_id, id_epoch, sequence, venue_trade_id,
        for_volume, for_high_low, for_open_close, revision, origin, origin_file,
        event_time + toIntervalMicrosecond(received_delay) AS received_at,
        if(isNull(available_delay), known_at, event_time + toIntervalMicrosecond(assumeNotNull(available_delay))) AS available_at,
        known_at, topic_epoch, `partition`, `offset`
    FROM trade_heads FINAL
    WHERE instrument = {instrument:String}
        AND event_time >= tidemark_time({since:String})
        AND event_time < tidemark_time({until:String}) + toIntervalSecond(tidemark_longest_seconds({interval:String}))
        AND known_at <= tidemark_time({at:String})
        AND action IN ('NEW', 'CORRECT')

    UNION ALL

    SELECT
        instrument,
        state.2 AS event_time,
        state.3 AS price,
        state.4 AS size,
        state.5 AS aggressor,
        state.6 AS exchange,
        state.7 AS conditions,
        trade_id,
        id_epoch,
        state.8 AS sequence,
        state.9 AS venue_trade_id,
        state.10 AS for_volume,
        state.11 AS for_high_low,
        state.12 AS for_open_close,
        state.13 AS revision,
        state.14 AS origin,
        state.15 AS origin_file,
        state.16 AS received_at,
        state.17 AS available_at,
        state.18 AS known_at,
        state.19 AS topic_epoch,
        state.20 AS `partition`,
        state.21 AS `offset`
    FROM
    (
        SELECT
            instrument,
            id_epoch,
            trade_id,
            -- The highest revision, among equal ones the earliest in the log: negated positions make that a maximum.
            argMax(
                (action, event_time, price, size, aggressor, exchange, conditions, sequence, venue_trade_id, for_volume,
                    for_high_low, for_open_close, revision, origin, origin_file, received_at, available_at, known_at,
                    topic_epoch, `partition`, `offset`),
                (revision, -toInt64(topic_epoch), -`offset`)) AS state
        FROM trade_events
        PREWHERE instrument = {instrument:String}
            AND (id_epoch, trade_id) IN
            (
                SELECT id_epoch, trade_id
                FROM trade_heads FINAL
                WHERE instrument = {instrument:String}
                    -- Whole minutes: within its minute a row tells one time of several.
                    AND event_time >= toStartOfMinute(tidemark_time({since:String}))
                    AND event_time < toStartOfMinute(tidemark_time({until:String})
                        + toIntervalSecond(tidemark_longest_seconds({interval:String})) - toIntervalMicrosecond(1))
                        + toIntervalMinute(1)
                    AND known_at > tidemark_time({at:String})
            )
        WHERE known_at <= tidemark_time({at:String})
            -- No event is known more than a minute before it happens, so none of these trades' was before the first minute that
            -- any of them was ever in. What lands meanwhile is not of then.
            AND known_at >= (
                SELECT min(toStartOfMinute(event_time)) - toIntervalMinute(1)
                FROM trade_heads
                PREWHERE instrument = {instrument:String}
                    AND (id_epoch, trade_id) IN
                    (
                        SELECT id_epoch, trade_id
                        FROM trade_heads
                        WHERE instrument = {instrument:String}
                            AND event_time >= toStartOfMinute(tidemark_time({since:String}))
                            AND event_time < toStartOfMinute(tidemark_time({until:String})
                                + toIntervalSecond(tidemark_longest_seconds({interval:String})) - toIntervalMicrosecond(1))
                                + toIntervalMinute(1)
                    ))
            -- Where every head is of then nothing is read: an empty set of the key's first column.
            AND topic_epoch IN
            (
                SELECT arrayJoin(range(toUInt32(topic_epoch) + 2))
                FROM trade_heads
                WHERE instrument = {instrument:String}
                    AND event_time >= toStartOfMinute(tidemark_time({since:String}))
                    AND event_time < toStartOfMinute(tidemark_time({until:String})
                        + toIntervalSecond(tidemark_longest_seconds({interval:String})) - toIntervalMicrosecond(1))
                        + toIntervalMinute(1)
                    AND known_at > tidemark_time({at:String})
            )
        GROUP BY instrument, id_epoch, trade_id
    )
    WHERE state.1 IN ('NEW', 'CORRECT')
        AND state.2 >= tidemark_time({since:String})
        AND state.2 < tidemark_time({until:String}) + toIntervalSecond(tidemark_longest_seconds({interval:String}))
)
LIMIT 1 BY instrument, id_epoch, trade_id
SETTINGS use_skip_indexes_if_final = 1, use_skip_indexes_if_final_exact_mode = 1
COMMENT 'Trades with event time in [since, until + interval) as they stood at a moment, without a check of that moment';

-- The fold of the view bars over the trades of then.
CREATE OR REPLACE VIEW bars_as_of_unchecked
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, start, `end`, open, high, low, close, volume, notional, tidemark_vwap(notional, volume) AS vwap, trades,
    buy_volume, sell_volume, first_time, last_time, known_at
FROM
(
    SELECT
        instrument,
        multiIf(
            {interval:String} = '1d', tidemark_day_start(instrument, tidemark_day(instrument, event_time)),
            {interval:String} = '1w', tidemark_day_start(instrument, toMonday(tidemark_day(instrument, event_time))),
            {interval:String} = '1mo', tidemark_day_start(instrument, toStartOfMonth(tidemark_day(instrument, event_time))),
            toStartOfInterval(
                event_time,
                toIntervalMicrosecond(if({interval:String} = '1s', 1, tidemark_seconds({interval:String})) * 1000000))) AS start,
        multiIf(
            {interval:String} = '1d', tidemark_day_start(instrument, addDays(tidemark_day(instrument, start), 1)),
            {interval:String} = '1w', tidemark_day_start(instrument, addWeeks(tidemark_day(instrument, start), 1)),
            {interval:String} = '1mo', tidemark_day_start(instrument, addMonths(tidemark_day(instrument, start), 1)),
            start + toIntervalSecond(if({interval:String} = '1s', 1, tidemark_seconds({interval:String})))) AS `end`,
        argMinIf(price, (event_time, ifNull(sequence, 0), id_epoch, trade_id), for_open_close) AS open,
        maxIf(price, for_high_low) AS high,
        minIf(price, for_high_low) AS low,
        argMaxIf(price, (event_time, ifNull(sequence, 0), id_epoch, trade_id), for_open_close) AS close,
        CAST(ifNull(sumIf(toDecimal128(size, 8), for_volume), 0), 'Decimal(38, 8)') AS volume,
        CAST(ifNull(sumIf(toDecimal128(price, 9) * toDecimal128(size, 8), for_volume), 0), 'Decimal(38, 17)') AS notional,
        toInt64(countIf(for_volume)) AS trades,
        if(countIf(for_volume AND aggressor != 'UNKNOWN') = 0, NULL,
            CAST(ifNull(sumIf(toDecimal128(size, 8), for_volume AND aggressor = 'BUY'), 0), 'Decimal(38, 8)')) AS buy_volume,
        if(countIf(for_volume AND aggressor != 'UNKNOWN') = 0, NULL,
            CAST(ifNull(sumIf(toDecimal128(size, 8), for_volume AND aggressor = 'SELL'), 0), 'Decimal(38, 8)')) AS sell_volume,
        min(event_time) AS first_time,
        max(event_time) AS last_time,
        max(trade.known_at) AS known_at
    FROM trades_as_of_unchecked(
        instrument = {instrument:String},
        since = {since:String},
        until = {until:String},
        interval = {interval:String},
        at = {at:String}) AS trade
    WHERE for_volume OR for_high_low OR for_open_close
    GROUP BY instrument, start
)
WHERE start >= tidemark_time({since:String})
    AND start < tidemark_time({until:String})
    AND isNotNull(CAST({interval:String},
        'Enum8(\'1s\' = 0, \'1m\' = 1, \'5m\' = 2, \'15m\' = 3, \'30m\' = 4, \'1h\' = 5, \'4h\' = 6, \'1d\' = 7, \'1w\' = 8, \'1mo\' = 9)'))
COMMENT 'Bars that start in [since, until) of the trades as they stood at a moment, without a check of that moment';

CREATE OR REPLACE VIEW trades_as_of
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT *
FROM trades_as_of_unchecked(
    instrument = {instrument:String},
    since = {since:String},
    until = {until:String},
    interval = '',
    at = {at:String})
WHERE (
    SELECT throwIf(tidemark_time({at:String}) >= landed_frontier,
            'at lies beyond what has landed: ask for a moment before landed_frontier of the view as_of_limits')
        + throwIf(tidemark_time({at:String}) < retention_floor,
            'at lies before what is kept: ask for a moment from retention_floor of the view as_of_limits on')
    FROM as_of_limits) = 0
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
WHERE (
    SELECT throwIf(tidemark_time({at:String}) >= landed_frontier,
            'at lies beyond what has landed: ask for a moment before landed_frontier of the view as_of_limits')
        + throwIf(tidemark_time({at:String}) < retention_floor,
            'at lies before what is kept: ask for a moment from retention_floor of the view as_of_limits on')
    FROM as_of_limits) = 0
COMMENT 'Bars that start in [since, until) as they stood at a moment: SELECT … FROM bars_as_of(interval = \'5m\', instrument = \'us:SPY\', since = …, until = …, at = …)';
