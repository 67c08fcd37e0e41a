-- The highest revision wins, among equal ones the earliest in the log: negated positions make that a maximum.
WITH (revision, -toInt64(topic_epoch), -offset) AS precedence
SELECT
    toString(instrument),
    id_epoch,
    trade_id,
    argMax(action IN ('NEW', 'CORRECT'), precedence),
    argMax(toUnixTimestamp64Micro(event_time), precedence),
    argMax(revision, precedence),
    argMax(topic_epoch, precedence),
    argMax(offset, precedence)
FROM trade_events
WHERE (topic_epoch < {epoch:Int32}
        OR (topic_epoch = {epoch:Int32} AND partition = {partition:Int32} AND offset < {below:Int64}))
    AND action != 'HEARTBEAT'
    AND (instrument, id_epoch, trade_id) IN (SELECT instrument, id_epoch, trade_id FROM wanted)
GROUP BY instrument, id_epoch, trade_id
