-- The bounds over all ranges come first: they are cheap, and what lies above everything known reads next to nothing.
SELECT DISTINCT heads.instrument
FROM trade_heads AS heads
INNER JOIN ranges ON heads.instrument = ranges.instrument AND heads.id_epoch = ranges.id_epoch
PREWHERE heads.trade_id >= {lowest:Int64} AND heads.trade_id <= {highest:Int64}
WHERE heads.trade_id BETWEEN ranges.min_id AND ranges.max_id
    AND heads.instrument IN (SELECT instrument FROM ranges)
