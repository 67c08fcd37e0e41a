INSERT INTO quote_heads
    (instrument, event_time, sequence, bid, bid_size, ask, ask_size, exchange, known_at, version)
SELECT instrument, event_time, sequence, bid, bid_size, ask, ask_size, exchange, known_at, order_key
FROM
(
    SELECT
        *,
        bitOr(
            bitOr(
                bitShiftLeft(toUInt256(toUnixTimestamp64Micro(event_time)), 192),
                bitShiftLeft(toUInt256(ifNull(sequence, 0)), 128)),
            bitOr(
                bitShiftLeft(toUInt256(topic_epoch), 64),
                toUInt256(`offset`))) AS order_key
    FROM quote_events
    WHERE topic_epoch = {epoch:Int32}
        AND `partition` = {partition:Int32}
        AND `offset` >= {from:Int64}
        AND `offset` < {to:Int64}
)
ORDER BY order_key DESC
LIMIT 1 BY instrument
SETTINGS async_insert = 0
