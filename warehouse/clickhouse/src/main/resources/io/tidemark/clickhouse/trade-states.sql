-- The highest version of the rows that were asked for is what stands, in whichever minute; a MOVED row has the same version as
-- the row that stands. The index on trade_id narrows the instrument's rows.
SELECT
    instrument,
    id_epoch,
    trade_id,
    argMax(action IN ('NEW', 'CORRECT'), precedence),
    argMax(event_time, precedence),
    argMax(revision, precedence),
    argMax(topic_epoch, precedence),
    argMax(`offset`, precedence),
    -- Without NULL, which argMax passes over for an older row's value.
    argMax(ifNull(sequence, -1), precedence),
    argMax(ifNull(price, toDecimal64(0, 9)), precedence),
    argMax(ifNull(size, toDecimal64(0, 8)), precedence),
    argMax(aggressor, precedence),
    argMax(toUInt8(for_volume) + 2 * for_high_low + 4 * for_open_close, precedence)
FROM
(
    SELECT
        instrument, id_epoch, trade_id, action, event_time, revision, topic_epoch, `offset`, sequence, price, size, aggressor,
        for_volume, for_high_low, for_open_close,
        (version, action != 'MOVED') AS precedence
    FROM trade_heads
    PREWHERE trade_id IN (SELECT trade_id FROM wanted)
    WHERE (instrument, id_epoch, trade_id) IN (SELECT instrument, id_epoch, trade_id FROM wanted)
)
GROUP BY instrument, id_epoch, trade_id
