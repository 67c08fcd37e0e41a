INSERT INTO trade_heads
    (instrument, id_epoch, trade_id, action, sequence, event_time, price, size, aggressor, exchange,
     venue_trade_id, conditions, for_volume, for_high_low, for_open_close, origin, origin_file,
     `partition`, known_at, received_delay, available_delay, version)
WITH
    applied AS
    (
        SELECT
            *,
            -- The revision, then the complement of the log position: of equal revisions the earliest is the highest.
            bitOr(
                bitShiftLeft(toUInt128(revision), 96),
                bitOr(
                    bitShiftLeft(toUInt128(bitNot(toUInt32(topic_epoch))), 64),
                    toUInt128(bitNot(toUInt64(`offset`))))) AS version
        FROM trade_events
        WHERE topic_epoch = {epoch:Int32}
            AND `partition` = {partition:Int32}
            AND `offset` >= {from:Int64}
            AND `offset` < {to:Int64}
            AND action != 'HEARTBEAT'
    )
SELECT
    instrument, id_epoch, trade_id,
    CAST(action, 'Enum8(\'NEW\' = 0, \'CORRECT\' = 1, \'CANCEL\' = 2, \'HEARTBEAT\' = 3, \'MOVED\' = 4)') AS action,
    sequence, event_time, price, size, aggressor, exchange,
    venue_trade_id, conditions, for_volume, for_high_low, for_open_close, origin, origin_file,
    `partition`, known_at,
    toUnixTimestamp64Micro(received_at) - toUnixTimestamp64Micro(event_time),
    -- What came with an import is available after a delay, the rest since it is known.
    if(available_at = known_at, NULL, toUnixTimestamp64Micro(available_at) - toUnixTimestamp64Micro(event_time)),
    version
FROM applied
