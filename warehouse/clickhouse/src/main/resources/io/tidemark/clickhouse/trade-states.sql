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
    argMax(`offset`, precedence)
FROM
(
    SELECT
        instrument, id_epoch, trade_id, action, event_time, revision, topic_epoch, `offset`,
        (version, action != 'MOVED') AS precedence
    FROM trade_heads
    PREWHERE trade_id IN (SELECT trade_id FROM wanted)
    WHERE (instrument, id_epoch, trade_id) IN (SELECT instrument, id_epoch, trade_id FROM wanted)
)
GROUP BY instrument, id_epoch, trade_id
