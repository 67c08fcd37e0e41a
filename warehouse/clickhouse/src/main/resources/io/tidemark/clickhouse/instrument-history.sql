SELECT
    toString(instrument),
    id_epoch,
    max(trade_id),
    toUnixTimestamp64Micro(max(least(event_time, known_at))),
    toUnixTimestamp64Micro(max(event_time))
FROM trade_events
WHERE topic_epoch < {epoch:Int32}
    OR (topic_epoch = {epoch:Int32} AND partition = {partition:Int32} AND offset < {below:Int64})
GROUP BY instrument, id_epoch
