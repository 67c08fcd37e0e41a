SELECT max(next_offset)
FROM
(
    SELECT max(offset) + 1 AS next_offset, count() AS rows
    FROM trade_events
    WHERE topic_epoch = {epoch:Int32} AND partition = {partition:Int32} AND {topic:String} = 'trades'
    UNION ALL
    SELECT max(offset) + 1 AS next_offset, count() AS rows
    FROM quarantine_events
    WHERE topic_epoch = {epoch:Int32} AND partition = {partition:Int32} AND topic = {topic:String}
)
WHERE rows > 0
HAVING count() > 0
