-- The view bars used to join the sources of all ten intervals and leave nine of them out: planning those took 40 of the 50 ms of
-- a day of one instrument. Now each interval has a view of its own, and bars picks one by its name. So bars(interval = '1m') says of
-- a bar's status what bars_1m says; OPEN until ten seconds after its end is only a bar that is merged of others.

CREATE OR REPLACE VIEW bars_of_minutes
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, start, `end`, open, high, low, close, volume, notional, tidemark_vwap(notional, volume) AS vwap, trades,
    buy_volume, sell_volume, first_time, last_time, CAST(
        multiIf(settled = 0 OR `end` > now64(6) - INTERVAL 10 SECOND, 'OPEN', settled = 1, 'REVISED', 'CLOSED'),
        'Enum8(\'OPEN\' = 0, \'CLOSED\' = 1, \'REVISED\' = 2)') AS status, revision, known_to, known_at, layer, quality
FROM
(
    SELECT
        instrument,
        toStartOfInterval(minute.start, toIntervalMicrosecond(tidemark_seconds({interval:String}) * 1000000)) AS start,
        start + toIntervalSecond(tidemark_seconds({interval:String})) AS `end`,
        argMin(minute.open, minute.start) AS open,
        max(minute.high) AS high,
        min(minute.low) AS low,
        argMax(minute.close, minute.start) AS close,
        sum(minute.volume) AS volume,
        sum(minute.notional) AS notional,
        sum(minute.trades) AS trades,
        sum(minute.buy_volume) AS buy_volume,
        sum(minute.sell_volume) AS sell_volume,
        min(minute.first_time) AS first_time,
        max(minute.last_time) AS last_time,
        min(multiIf(minute.status = 'OPEN', 0, minute.status = 'REVISED', 1, 2)) AS settled,
        toInt32(sum(minute.revision)) AS revision,
        max(minute.known_to) AS known_to,
        max(minute.known_at) AS known_at,
        min(minute.layer) AS layer,
        groupBitOr(minute.quality) AS quality
    FROM stored_bars_1m AS minute FINAL
    WHERE minute.eligible_trades > 0
    GROUP BY instrument, start
)
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'Bars of 5m to 4h, merged of minutes';

CREATE OR REPLACE VIEW bars_of_days
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, start, `end`, open, high, low, close, volume, notional, tidemark_vwap(notional, volume) AS vwap, trades,
    buy_volume, sell_volume, first_time, last_time, CAST(
        multiIf(settled = 0 OR `end` > now64(6) - INTERVAL 10 SECOND, 'OPEN', settled = 1, 'REVISED', 'CLOSED'),
        'Enum8(\'OPEN\' = 0, \'CLOSED\' = 1, \'REVISED\' = 2)') AS status, revision, known_to, known_at, layer, quality
FROM
(
    SELECT
        instrument,
        tidemark_day_start(instrument, period) AS start,
        tidemark_day_start(instrument, if({interval:String} = '1w', addWeeks(period, 1), addMonths(period, 1))) AS `end`,
        argMin(day.open, day.start) AS open,
        max(day.high) AS high,
        min(day.low) AS low,
        argMax(day.close, day.start) AS close,
        sum(day.volume) AS volume,
        sum(day.notional) AS notional,
        sum(day.trades) AS trades,
        sum(day.buy_volume) AS buy_volume,
        sum(day.sell_volume) AS sell_volume,
        min(day.first_time) AS first_time,
        max(day.last_time) AS last_time,
        min(multiIf(day.status = 'OPEN', 0, day.status = 'REVISED', 1, 2)) AS settled,
        toInt32(sum(day.revision)) AS revision,
        max(day.known_to) AS known_to,
        max(day.known_at) AS known_at,
        min(day.layer) AS layer,
        groupBitOr(day.quality) AS quality
    FROM
    (
        SELECT
            *,
            if({interval:String} = '1w',
                toMonday(tidemark_day(instrument, start)),
                toStartOfMonth(tidemark_day(instrument, start))) AS period
        FROM stored_bars_1d FINAL
        WHERE eligible_trades > 0
    ) AS day
    GROUP BY instrument, period
)
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'Bars of 1w and 1mo, merged of days';

CREATE OR REPLACE VIEW bars_1s
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, start, `end`, open, high, low, close, volume, notional, tidemark_vwap(notional, volume) AS vwap, trades,
    buy_volume, sell_volume, first_time, last_time, CAST(
        multiIf(settled = 0 OR `end` > now64(6) - INTERVAL 10 SECOND, 'OPEN', settled = 1, 'REVISED', 'CLOSED'),
        'Enum8(\'OPEN\' = 0, \'CLOSED\' = 1, \'REVISED\' = 2)') AS status, revision, known_to, known_at, layer, quality
FROM
(
    SELECT
        instrument,
        toStartOfInterval(event_time, toIntervalMicrosecond(1000000)) AS start,
        start + toIntervalSecond(1) AS `end`,
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
        toNullable(min(event_time)) AS first_time,
        toNullable(max(event_time)) AS last_time,
        2 AS settled,
        toInt32(0) AS revision,
        max(`offset`) + 1 AS known_to,
        max(trade_heads.known_at) AS known_at,
        CAST('SPEED', 'Enum8(\'SPEED\' = 0, \'BATCH\' = 1)') AS layer,
        toInt32(0) AS quality
    FROM trade_heads FINAL
    WHERE action IN ('NEW', 'CORRECT') AND (for_volume OR for_high_low OR for_open_close)
    GROUP BY instrument, start
)
SETTINGS use_skip_indexes_if_final = 1, use_skip_indexes_if_final_exact_mode = 1
COMMENT 'Bars of one second, made of the trades themselves: give a range';

CREATE OR REPLACE VIEW bars_5m
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT * FROM {database}.bars_of_minutes(interval = '5m')
COMMENT 'Five-minute bars';

CREATE OR REPLACE VIEW bars_15m
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT * FROM {database}.bars_of_minutes(interval = '15m')
COMMENT 'Bars of 15 minutes';

CREATE OR REPLACE VIEW bars_30m
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT * FROM {database}.bars_of_minutes(interval = '30m')
COMMENT 'Bars of 30 minutes';

CREATE OR REPLACE VIEW bars_1h
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT * FROM {database}.bars_of_minutes(interval = '1h')
COMMENT 'Hourly bars';

CREATE OR REPLACE VIEW bars_4h
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT * FROM {database}.bars_of_minutes(interval = '4h')
COMMENT 'Bars of four hours';

CREATE OR REPLACE VIEW bars_1w
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT * FROM {database}.bars_of_days(interval = '1w')
COMMENT 'Weekly bars by the calendar of the instrument';

CREATE OR REPLACE VIEW bars_1mo
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT * FROM {database}.bars_of_days(interval = '1mo')
COMMENT 'Monthly bars by the calendar of the instrument';

CREATE OR REPLACE VIEW bars
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, start, `end`, open, high, low, close, volume, notional, vwap, trades, buy_volume, sell_volume, first_time,
    last_time, status, revision, known_to, known_at, layer, quality
FROM merge('{database}', concat('^bars_', toString(CAST({interval:String},
    'Enum8(\'1s\' = 0, \'1m\' = 1, \'5m\' = 2, \'15m\' = 3, \'30m\' = 4, \'1h\' = 5, \'4h\' = 6, \'1d\' = 7, \'1w\' = 8, \'1mo\' = 9)')), '$'))
COMMENT 'Bars of any interval: SELECT … FROM bars(interval = \'5m\')';
