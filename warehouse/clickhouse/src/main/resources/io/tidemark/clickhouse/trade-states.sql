-- The rows of a trade differ in nothing but what its identity does not contain, so the highest version of the rows that were
-- asked for is what FINAL would leave, at a quarter of the cost. The ids alone are the cheapest filter.
SELECT
    instrument,
    id_epoch,
    trade_id,
    argMax(action IN ('NEW', 'CORRECT'), heads.version),
    argMax(event_time, heads.version),
    argMax(revision, heads.version),
    argMax(topic_epoch, heads.version),
    argMax(`offset`, heads.version)
FROM trade_heads AS heads
PREWHERE trade_id IN (SELECT trade_id FROM wanted)
WHERE (instrument, id_epoch, trade_id) IN (SELECT instrument, id_epoch, trade_id FROM wanted)
GROUP BY instrument, id_epoch, trade_id
