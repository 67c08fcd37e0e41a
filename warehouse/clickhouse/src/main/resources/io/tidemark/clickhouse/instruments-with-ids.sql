SELECT DISTINCT heads.instrument
FROM trade_heads AS heads
INNER JOIN ranges ON heads.instrument = ranges.instrument AND heads.id_epoch = ranges.id_epoch
WHERE heads.trade_id BETWEEN ranges.min_id AND ranges.max_id
    AND heads.instrument IN (SELECT instrument FROM ranges)
