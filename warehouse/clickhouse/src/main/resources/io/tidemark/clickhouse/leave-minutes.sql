-- Of the trades that moved: in every minute but the one where the highest version stands, a row that hides the older ones.
SELECT
    instrument, id_epoch, trade_id,
    CAST('MOVED', 'Enum8(\'NEW\' = 0, \'CORRECT\' = 1, \'CANCEL\' = 2, \'HEARTBEAT\' = 3, \'MOVED\' = 4)'), NULL,
    toDateTime64(left_behind, 6, 'UTC'), NULL, NULL,
    'UNKNOWN', NULL, NULL, NULL, false, false, false, 'LIVE', NULL, {partition:Int32}, known_at, 0, NULL, newest.1
FROM
(
    SELECT
        instrument,
        id_epoch,
        trade_id,
        max(top) AS newest,
        argMax(top_known_at, top) AS known_at,
        arrayJoin(arrayMap(place -> place.1,
            arrayFilter(place -> place.2 < newest.1, groupArray((minute, top.1))))) AS left_behind
    FROM
    (
        SELECT
            instrument,
            id_epoch,
            trade_id,
            toStartOfMinute(event_time) AS minute,
            max((version, is_stated)) AS top,
            argMax(known_at, (version, is_stated)) AS top_known_at
        FROM
        (
            SELECT toString(instrument) AS instrument, id_epoch, trade_id, event_time, version, true AS is_stated, known_at
            FROM applied
            WHERE (instrument, id_epoch, trade_id) IN (SELECT instrument, id_epoch, trade_id FROM moved)

            UNION ALL

            SELECT toString(instrument), id_epoch, trade_id, event_time, version, action != 'MOVED', known_at
            FROM trade_heads
            WHERE trade_id IN (SELECT trade_id FROM moved)
                AND (instrument, id_epoch, trade_id) IN (SELECT instrument, id_epoch, trade_id FROM moved)
        )
        GROUP BY instrument, id_epoch, trade_id, minute
    )
    GROUP BY instrument, id_epoch, trade_id
)
