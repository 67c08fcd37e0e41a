-- What analysts query. Each view runs with the rights of the user that applied this file: readers need no right on a table.
-- A view's own settings beat those of the reader.

CREATE OR REPLACE VIEW trades
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, event_time, price, size, aggressor, exchange, conditions, trade_id, id_epoch, sequence, venue_trade_id,
    for_volume, for_high_low, for_open_close, revision, origin, origin_file,
    event_time + toIntervalMicrosecond(received_delay) AS received_at,
    if(isNull(available_delay), known_at, event_time + toIntervalMicrosecond(assumeNotNull(available_delay))) AS available_at,
    known_at, topic_epoch, `partition`, `offset`
FROM trade_heads FINAL
WHERE action IN ('NEW', 'CORRECT')
SETTINGS use_skip_indexes_if_final = 1, use_skip_indexes_if_final_exact_mode = 1
COMMENT 'Trades as they stand: corrected ones corrected, cancelled ones left out';

CREATE OR REPLACE VIEW quotes
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, event_time, bid, bid_size, ask, ask_size, exchange, conditions, quote_id, sequence, time_source, origin,
    origin_file, received_at, available_at, known_at, topic_epoch, `partition`, `offset`
FROM quote_events
COMMENT 'Quotes; crossed and one-sided ones are data';

CREATE OR REPLACE VIEW bars_1m
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, start, `end`, open, high, low, close, volume, notional, tidemark_vwap(notional, volume) AS vwap, trades,
    buy_volume, sell_volume, first_time, last_time, status, revision, known_to, known_at, layer, quality
FROM stored_bars_1m FINAL
WHERE eligible_trades > 0
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'One-minute bars; vwap is notional / volume, 9 places, HALF_EVEN';

CREATE OR REPLACE VIEW bars_1d
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, tidemark_day(instrument, start) AS day, start, `end`, open, high, low, close, volume, notional,
    tidemark_vwap(notional, volume) AS vwap, trades, buy_volume, sell_volume, first_time, last_time, status, revision,
    known_to, known_at, layer, quality
FROM stored_bars_1d FINAL
WHERE eligible_trades > 0
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'Daily bars by the local day of the calendar of the instrument';

-- A merged bar has the least settled status of its parts, and is OPEN until ten seconds after its end. Its revision counts
-- those of its parts. An interval that is none of the ten is an error of the cast at the end. Rounding stays within DateTime64: through any other type a range of starts would no longer narrow
-- what is read. Bars of 1s are made of the trades: ask for them over a short range.
CREATE OR REPLACE VIEW bars
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, start, `end`, open, high, low, close, volume, notional, tidemark_vwap(notional, volume) AS vwap, trades,
    buy_volume, sell_volume, first_time, last_time,
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
        groupBitOr(minute.quality) AS quality
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
        groupBitOr(day.quality) AS quality
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
        known_at, layer, quality
    FROM stored_bars_1m FINAL
    WHERE {interval:String} = '1m' AND eligible_trades > 0

    UNION ALL

    SELECT
        instrument, start, `end`, open, high, low, close, volume, notional, trades, buy_volume, sell_volume,
        first_time, last_time, multiIf(status = 'OPEN', 0, status = 'REVISED', 1, 2) AS settled, revision, known_to,
        known_at, layer, quality
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
        toInt32(0) AS quality
    FROM trade_heads FINAL
    WHERE {interval:String} = '1s' AND action IN ('NEW', 'CORRECT') AND (for_volume OR for_high_low OR for_open_close)
    GROUP BY instrument, start
)
WHERE isNotNull(CAST({interval:String},
    'Enum8(\'1s\' = 0, \'1m\' = 1, \'5m\' = 2, \'15m\' = 3, \'30m\' = 4, \'1h\' = 5, \'4h\' = 6, \'1d\' = 7, \'1w\' = 8, \'1mo\' = 9)'))
SETTINGS do_not_merge_across_partitions_select_final = 1, use_skip_indexes_if_final = 1,
    use_skip_indexes_if_final_exact_mode = 1
COMMENT 'Bars of any interval: SELECT … FROM bars(interval = \'5m\')';

CREATE OR REPLACE VIEW latest
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument,
    newest.1 AS price,
    newest.2 AS event_time,
    newest.3 AS trade_id,
    newest.4 AS day_start,
    newest.5 AS day_open,
    newest.6 AS day_high,
    newest.7 AS day_low,
    newest.8 AS day_volume,
    newest.9 AS day_trades,
    newest.10 AS status,
    newest.11 AS revision,
    newest.12 AS known_at,
    newest.13 AS quality
FROM
(
    SELECT
        instrument,
        argMax(
            (close, close_time, close_trade_id, start, open, high, low, volume, trades, status, revision, known_at, quality),
            start) AS newest
    FROM stored_bars_1d FINAL
    WHERE isNotNull(close)
    GROUP BY instrument
)
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'The last price of every instrument and its day so far';

CREATE OR REPLACE VIEW spread
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument,
    event_time,
    bid,
    bid_size,
    ask,
    ask_size,
    ask - bid AS spread,
    toFloat64(ask - bid) / ((toFloat64(ask) + toFloat64(bid)) / 2) * 10000 AS spread_bps,
    exchange,
    known_at
FROM quote_heads FINAL
COMMENT 'The latest quote of every instrument with its spread, in the quote currency and in basis points of the middle';

CREATE OR REPLACE VIEW instruments
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, venue, symbol, venue_symbol, kind, base, quote, tick_size, lot_size, unit, calendar, time_zone,
    listed_from, listed_to, aliases, registered_at
FROM instrument_entries FINAL
COMMENT 'What is known of each instrument';

CREATE OR REPLACE VIEW coverage
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument,
    tidemark_day(instrument, event_time) AS day,
    count() AS trades,
    min(event_time) AS first_time,
    max(event_time) AS last_time,
    min(sequence) AS first_sequence,
    max(sequence) AS last_sequence,
    last_sequence - first_sequence + 1 - toInt64(uniqExact(sequence)) AS missing_sequences,
    max(known_at) AS known_at
FROM trade_heads FINAL
WHERE action IN ('NEW', 'CORRECT', 'CANCEL')
GROUP BY instrument, day
SETTINGS use_skip_indexes_if_final = 1, use_skip_indexes_if_final_exact_mode = 1
COMMENT 'Per instrument and local day what has been landed; missing_sequences means a hole only where the venue counts without holes';

CREATE OR REPLACE VIEW quarantine
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    topic, topic_epoch, `partition`, `offset`, known_at, reason, detail,
    if(isValidUTF8(ifNull(record.key, '')), record.key, concat('0x', hex(record.key))) AS key,
    if(isValidUTF8(ifNull(record.payload, '')), record.payload, concat('0x', hex(record.payload))) AS payload,
    length(record.payload) AS payload_bytes
FROM quarantine_events AS record
COMMENT 'Records that are not events, with the reason; what is not text is shown in hexadecimal';
