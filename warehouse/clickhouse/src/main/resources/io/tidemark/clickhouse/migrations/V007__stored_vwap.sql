-- The VWAP of a stored bar is made when the bar is written: dividing in 256 bits took most of what reading a day of bars took.
-- Bars that were written before have it made when they are read, until they are merged.

ALTER TABLE stored_bars_1m ADD COLUMN IF NOT EXISTS
    vwap Nullable(Decimal(18, 9)) MATERIALIZED tidemark_vwap(notional, volume)
    COMMENT 'Volume-weighted average price: notional / volume, 9 places, HALF_EVEN; absent without volume' CODEC(ZSTD(1));

ALTER TABLE stored_bars_1d ADD COLUMN IF NOT EXISTS
    vwap Nullable(Decimal(18, 9)) MATERIALIZED tidemark_vwap(notional, volume)
    COMMENT 'Volume-weighted average price: notional / volume, 9 places, HALF_EVEN; absent without volume' CODEC(ZSTD(1));

CREATE OR REPLACE VIEW bars_1m
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, start, `end`, open, high, low, close, volume, notional, vwap, trades,
    buy_volume, sell_volume, first_time, last_time, status, revision, known_to, known_at, layer, quality
FROM stored_bars_1m FINAL
WHERE eligible_trades > 0
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'One-minute bars; vwap is notional / volume, 9 places, HALF_EVEN';

CREATE OR REPLACE VIEW bars_1d
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, tidemark_day(instrument, start) AS day, start, `end`, open, high, low, close, volume, notional,
    vwap, trades, buy_volume, sell_volume, first_time, last_time, status, revision,
    known_to, known_at, layer, quality
FROM stored_bars_1d FINAL
WHERE eligible_trades > 0
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'Daily bars by the local day of the calendar of the instrument';

CREATE OR REPLACE VIEW bars
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, start, `end`, open, high, low, close, volume, notional,
    if({interval:String} IN ('1m', '1d'), stored_vwap, tidemark_vwap(notional, volume)) AS vwap, trades, buy_volume, sell_volume, first_time, last_time,
    CAST(multiIf(settled = 0 OR `end` > now64(6) - INTERVAL 10 SECOND, 'OPEN', settled = 1, 'REVISED', 'CLOSED'),
        'Enum8(\'OPEN\' = 0, \'CLOSED\' = 1, \'REVISED\' = 2)') AS status,
    revision, known_to, known_at, layer, quality
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
        groupBitOr(minute.quality) AS quality,
        CAST(NULL, 'Nullable(Decimal(18, 9))') AS stored_vwap
    FROM stored_bars_1m AS minute FINAL
    WHERE {interval:String} IN ('5m', '15m', '30m', '1h', '4h') AND minute.eligible_trades > 0
    GROUP BY instrument, start

    UNION ALL

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
        groupBitOr(day.quality) AS quality,
        CAST(NULL, 'Nullable(Decimal(18, 9))') AS stored_vwap
    FROM
    (
        SELECT
            *,
            if({interval:String} = '1w',
                toMonday(tidemark_day(instrument, start)),
                toStartOfMonth(tidemark_day(instrument, start))) AS period
        FROM stored_bars_1d FINAL
        WHERE {interval:String} IN ('1w', '1mo') AND eligible_trades > 0
    ) AS day
    GROUP BY instrument, period

    UNION ALL

    SELECT
        instrument, start, `end`, open, high, low, close, volume, notional, trades, buy_volume, sell_volume,
        first_time, last_time, multiIf(status = 'OPEN', 0, status = 'REVISED', 1, 2) AS settled, revision, known_to,
        known_at, layer, quality, vwap AS stored_vwap
    FROM stored_bars_1m FINAL
    WHERE {interval:String} = '1m' AND eligible_trades > 0

    UNION ALL

    SELECT
        instrument, start, `end`, open, high, low, close, volume, notional, trades, buy_volume, sell_volume,
        first_time, last_time, multiIf(status = 'OPEN', 0, status = 'REVISED', 1, 2) AS settled, revision, known_to,
        known_at, layer, quality, vwap AS stored_vwap
    FROM stored_bars_1d FINAL
    WHERE {interval:String} = '1d' AND eligible_trades > 0

    UNION ALL

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
        toInt32(0) AS quality,
        CAST(NULL, 'Nullable(Decimal(18, 9))') AS stored_vwap
    FROM trade_heads FINAL
    WHERE {interval:String} = '1s' AND action IN ('NEW', 'CORRECT') AND (for_volume OR for_high_low OR for_open_close)
    GROUP BY instrument, start
)
WHERE isNotNull(CAST({interval:String},
    'Enum8(\'1s\' = 0, \'1m\' = 1, \'5m\' = 2, \'15m\' = 3, \'30m\' = 4, \'1h\' = 5, \'4h\' = 6, \'1d\' = 7, \'1w\' = 8, \'1mo\' = 9)'))
SETTINGS do_not_merge_across_partitions_select_final = 1, use_skip_indexes_if_final = 1,
    use_skip_indexes_if_final_exact_mode = 1
COMMENT 'Bars of any interval: SELECT … FROM bars(interval = \'5m\')';
