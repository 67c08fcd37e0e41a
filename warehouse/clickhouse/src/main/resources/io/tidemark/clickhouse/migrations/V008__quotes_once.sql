-- A quote's identity is the venue's id, else its place in the log: of a repeat, the earliest in the log is the quote. The event
-- time is in the key too, so that a question about an instrument and a time reads no more than these.

CREATE OR REPLACE VIEW quotes
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    instrument, event_time, bid, bid_size, ask, ask_size, exchange, conditions, quote_id, sequence, time_source, origin,
    origin_file, received_at, available_at, known_at, topic_epoch, `partition`, `offset`
FROM quote_events
WHERE quote_id IS NULL
UNION ALL
SELECT
    instrument, event_time, earliest.1 AS bid, earliest.2 AS bid_size, earliest.3 AS ask, earliest.4 AS ask_size,
    earliest.5 AS exchange, earliest.6 AS conditions, quote_id, earliest.7 AS sequence, earliest.8 AS time_source,
    earliest.9 AS origin, earliest.10 AS origin_file, earliest.11 AS received_at, earliest.12 AS available_at,
    earliest.13 AS known_at, earliest.14 AS topic_epoch, earliest.15 AS `partition`, earliest.16 AS `offset`
FROM
(
    SELECT
        instrument, event_time, quote_id,
        argMin(
            tuple(bid, bid_size, ask, ask_size, exchange, conditions, sequence, time_source, origin, origin_file, received_at,
                available_at, known_at, topic_epoch, `partition`, `offset`),
            tuple(topic_epoch, `offset`)) AS earliest
    FROM quote_events
    WHERE quote_id IS NOT NULL
    GROUP BY instrument, event_time, quote_id
)
COMMENT 'Quotes, each once; crossed and one-sided ones are data';
