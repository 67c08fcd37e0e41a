-- Tables. Column comments are those of the definitions in warehouse/market, which a test compares. Codecs, sort keys and
-- granularity were chosen by measurement, see the module's README.

-- Events: append-only, in log order, so that which offsets of a range are present is a read of a few granules.
-- The deduplication window only catches a request that arrives twice; what is written is decided by presence.

CREATE TABLE IF NOT EXISTS trade_events
(
    instrument LowCardinality(String) COMMENT 'Canonical id venue:SYMBOL; venue:* on heartbeats' CODEC(ZSTD(1)),
    id_epoch Int32 COMMENT 'Life of the venue\'s ids: one more after a restart of ids' CODEC(ZSTD(1)),
    trade_id Int64 COMMENT 'Unique within instrument and id_epoch' CODEC(T64, ZSTD(1)),
    revision Int32 COMMENT '0 on NEW; the higher replaces the lower' CODEC(ZSTD(1)),
    action Enum8('NEW' = 0, 'CORRECT' = 1, 'CANCEL' = 2, 'HEARTBEAT' = 3) COMMENT 'NEW, CORRECT, CANCEL or HEARTBEAT' CODEC(ZSTD(1)),
    sequence Nullable(Int64) COMMENT 'The venue\'s sequence number' CODEC(T64, ZSTD(1)),
    event_time DateTime64(6, 'UTC') COMMENT 'When the venue says it happened, UTC' CODEC(Delta(8), ZSTD(1)),
    time_source Enum8('VENUE' = 0, 'RECEIVED' = 1) COMMENT 'VENUE, or RECEIVED where the venue sends no time' CODEC(ZSTD(1)),
    received_at DateTime64(6, 'UTC') COMMENT 'When the feed received it, UTC' CODEC(ZSTD(1)),
    price Nullable(Decimal(18, 9)) COMMENT 'In the quote currency; absent on CANCEL and HEARTBEAT' CODEC(GCD, T64, ZSTD(1)),
    size Nullable(Decimal(18, 8)) COMMENT 'In units of the base; absent on CANCEL and HEARTBEAT' CODEC(GCD, T64, ZSTD(1)),
    aggressor Enum8('BUY' = 0, 'SELL' = 1, 'UNKNOWN' = 2) COMMENT 'BUY, SELL or UNKNOWN' CODEC(ZSTD(1)),
    exchange LowCardinality(Nullable(String)) COMMENT 'Where the consolidated tape names one' CODEC(ZSTD(1)),
    venue_trade_id Nullable(String) COMMENT 'The venue\'s own id as text' CODEC(ZSTD(1)),
    conditions LowCardinality(Nullable(String)) COMMENT 'The venue\'s raw sale conditions' CODEC(ZSTD(1)),
    for_volume Bool COMMENT 'Eligible for volume, notional and count' CODEC(ZSTD(1)),
    for_high_low Bool COMMENT 'Eligible for high and low' CODEC(ZSTD(1)),
    for_open_close Bool COMMENT 'Eligible for open and close' CODEC(ZSTD(1)),
    origin Enum8('LIVE' = 0, 'LOAD' = 1, 'BACKFILL' = 2, 'REPAIR' = 3) COMMENT 'How the event came: LIVE, LOAD, BACKFILL or REPAIR' CODEC(ZSTD(1)),
    origin_file LowCardinality(Nullable(String)) COMMENT 'The file that a load read' CODEC(ZSTD(1)),
    available_at DateTime64(6, 'UTC') COMMENT 'When training may use it: known_at, or for imported history event_time plus the declared delay' CODEC(GCD, Delta(8), ZSTD(1)),
    topic_epoch Int32 COMMENT 'Life of the topic: one more each time it was recreated' CODEC(ZSTD(1)),
    `partition` Int32 COMMENT 'Kafka partition' CODEC(ZSTD(1)),
    `offset` Int64 COMMENT 'Kafka offset; unique within topic epoch and partition' CODEC(DoubleDelta, ZSTD(1)),
    known_at DateTime64(6, 'UTC') COMMENT 'Knowledge time: the broker\'s append time' CODEC(GCD, Delta(8), ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMMDD(known_at)
ORDER BY (topic_epoch, `partition`, `offset`)
SETTINGS non_replicated_deduplication_window = 1000
COMMENT 'Every trade event of the log: new trades, corrections, cancellations and heartbeats, repeats included.';

CREATE TABLE IF NOT EXISTS quote_events
(
    instrument LowCardinality(String) COMMENT 'Canonical id venue:SYMBOL' CODEC(ZSTD(1)),
    quote_id Nullable(Int64) COMMENT 'The venue\'s id; absent: the log position identifies it' CODEC(T64, ZSTD(1)),
    sequence Nullable(Int64) COMMENT 'The venue\'s sequence number' CODEC(T64, ZSTD(1)),
    event_time DateTime64(6, 'UTC') COMMENT 'When the venue says it happened, UTC' CODEC(Delta(8), ZSTD(1)),
    time_source Enum8('VENUE' = 0, 'RECEIVED' = 1) COMMENT 'VENUE, or RECEIVED where the venue sends no time' CODEC(ZSTD(1)),
    received_at DateTime64(6, 'UTC') COMMENT 'When the feed received it, UTC' CODEC(ZSTD(1)),
    bid Nullable(Decimal(18, 9)) COMMENT 'Best bid' CODEC(GCD, T64, ZSTD(1)),
    bid_size Nullable(Decimal(18, 8)) COMMENT 'Size at the best bid' CODEC(GCD, T64, ZSTD(1)),
    ask Nullable(Decimal(18, 9)) COMMENT 'Best ask' CODEC(GCD, T64, ZSTD(1)),
    ask_size Nullable(Decimal(18, 8)) COMMENT 'Size at the best ask' CODEC(GCD, T64, ZSTD(1)),
    exchange LowCardinality(Nullable(String)) COMMENT 'Where the consolidated tape names one' CODEC(ZSTD(1)),
    conditions LowCardinality(Nullable(String)) COMMENT 'The venue\'s raw quote conditions' CODEC(ZSTD(1)),
    origin Enum8('LIVE' = 0, 'LOAD' = 1, 'BACKFILL' = 2, 'REPAIR' = 3) COMMENT 'How the event came: LIVE, LOAD, BACKFILL or REPAIR' CODEC(ZSTD(1)),
    origin_file LowCardinality(Nullable(String)) COMMENT 'The file that a load read' CODEC(ZSTD(1)),
    available_at DateTime64(6, 'UTC') COMMENT 'When training may use it: known_at, or for imported history event_time plus the declared delay' CODEC(GCD, Delta(8), ZSTD(1)),
    topic_epoch Int32 COMMENT 'Life of the topic: one more each time it was recreated' CODEC(ZSTD(1)),
    `partition` Int32 COMMENT 'Kafka partition' CODEC(ZSTD(1)),
    `offset` Int64 COMMENT 'Kafka offset; unique within topic epoch and partition' CODEC(DoubleDelta, ZSTD(1)),
    known_at DateTime64(6, 'UTC') COMMENT 'Knowledge time: the broker\'s append time' CODEC(GCD, Delta(8), ZSTD(1)),
    INDEX event_time_range event_time TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMMDD(known_at)
ORDER BY (topic_epoch, `partition`, `offset`)
SETTINGS non_replicated_deduplication_window = 1000
COMMENT 'Every quote event of the log; crossed and one-sided quotes are data.';

-- Analysts see it as the view quarantine.
CREATE TABLE IF NOT EXISTS quarantine_events
(
    topic LowCardinality(String) COMMENT 'The topic it came from' CODEC(ZSTD(1)),
    reason LowCardinality(String) COMMENT 'Short code of why it is not an event' CODEC(ZSTD(1)),
    detail String COMMENT 'What was wrong, with the value' CODEC(ZSTD(1)),
    key Nullable(String) COMMENT 'The record\'s key, as it came' CODEC(ZSTD(1)),
    payload Nullable(String) COMMENT 'The record\'s value, as it came' CODEC(ZSTD(1)),
    topic_epoch Int32 COMMENT 'Life of the topic: one more each time it was recreated' CODEC(ZSTD(1)),
    `partition` Int32 COMMENT 'Kafka partition' CODEC(ZSTD(1)),
    `offset` Int64 COMMENT 'Kafka offset; unique within topic epoch and partition' CODEC(DoubleDelta, ZSTD(1)),
    known_at DateTime64(6, 'UTC') COMMENT 'Knowledge time: the broker\'s append time' CODEC(GCD, Delta(8), ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMMDD(known_at)
ORDER BY (topic_epoch, `partition`, `offset`)
SETTINGS non_replicated_deduplication_window = 1000
COMMENT 'Records that are not valid events, whole, with the reason.';

-- The state of each trade. Revision and log position are read from the version. The minute is in the key, so that a range of
-- time is a range of the key and FINAL reads nothing else; a trade that a revision moved leaves a MOVED row with the version of
-- the revision behind. One partition: both rows must come and go together.
CREATE TABLE IF NOT EXISTS trade_heads
(
    instrument LowCardinality(String) COMMENT 'Canonical id venue:SYMBOL; venue:* on heartbeats' CODEC(ZSTD(1)),
    id_epoch Int32 COMMENT 'Life of the venue\'s ids: one more after a restart of ids' CODEC(ZSTD(1)),
    trade_id Int64 COMMENT 'Unique within instrument and id_epoch' CODEC(DoubleDelta, ZSTD(1)),
    action Enum8('NEW' = 0, 'CORRECT' = 1, 'CANCEL' = 2, 'HEARTBEAT' = 3, 'MOVED' = 4) COMMENT 'NEW, CORRECT or CANCEL; MOVED: the trade stands in another minute' CODEC(ZSTD(1)),
    sequence Nullable(Int64) COMMENT 'The venue\'s sequence number' CODEC(DoubleDelta, ZSTD(1)),
    event_time DateTime64(6, 'UTC') COMMENT 'When the venue says it happened, UTC' CODEC(Delta(8), T64, ZSTD(1)),
    price Nullable(Decimal(18, 9)) COMMENT 'In the quote currency; absent on CANCEL and HEARTBEAT' CODEC(GCD, Delta(8), ZSTD(1)),
    size Nullable(Decimal(18, 8)) COMMENT 'In units of the base; absent on CANCEL and HEARTBEAT' CODEC(GCD, T64, ZSTD(1)),
    aggressor Enum8('BUY' = 0, 'SELL' = 1, 'UNKNOWN' = 2) COMMENT 'BUY, SELL or UNKNOWN' CODEC(ZSTD(1)),
    exchange LowCardinality(Nullable(String)) COMMENT 'Where the consolidated tape names one' CODEC(ZSTD(1)),
    venue_trade_id Nullable(String) COMMENT 'The venue\'s own id as text' CODEC(ZSTD(1)),
    conditions LowCardinality(Nullable(String)) COMMENT 'The venue\'s raw sale conditions' CODEC(ZSTD(1)),
    for_volume Bool COMMENT 'Eligible for volume, notional and count' CODEC(ZSTD(1)),
    for_high_low Bool COMMENT 'Eligible for high and low' CODEC(ZSTD(1)),
    for_open_close Bool COMMENT 'Eligible for open and close' CODEC(ZSTD(1)),
    origin Enum8('LIVE' = 0, 'LOAD' = 1, 'BACKFILL' = 2, 'REPAIR' = 3) COMMENT 'How the event came: LIVE, LOAD, BACKFILL or REPAIR' CODEC(ZSTD(1)),
    origin_file LowCardinality(Nullable(String)) COMMENT 'The file that a load read' CODEC(ZSTD(1)),
    `partition` Int32 COMMENT 'Kafka partition' CODEC(ZSTD(1)),
    known_at DateTime64(6, 'UTC') COMMENT 'Knowledge time: the broker\'s append time' CODEC(GCD, Delta(8), ZSTD(1)),
    received_delay Int64 COMMENT 'Microseconds from event_time to received_at' CODEC(T64, ZSTD(1)),
    available_delay Nullable(Int64) COMMENT 'Microseconds from event_time to available_at; absent: available since known_at' CODEC(T64, ZSTD(1)),
    version UInt128 COMMENT 'The highest is the state: revision, then the earlier log position (topic epoch and offset, complemented)' CODEC(ZSTD(1)),
    revision Int32 ALIAS toInt32(bitShiftRight(version, 96)) COMMENT '0 on NEW; the higher replaces the lower',
    topic_epoch Int32 ALIAS toInt32(bitAnd(bitNot(bitShiftRight(version, 64)), 4294967295)) COMMENT 'Life of the topic: one more each time it was recreated',
    `offset` Int64 ALIAS toInt64(bitAnd(bitNot(version), 18446744073709551615)) COMMENT 'Kafka offset; unique within topic epoch and partition',
    INDEX event_time_range event_time TYPE minmax GRANULARITY 1,
    INDEX trade_ids trade_id TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (instrument, toStartOfMinute(event_time), id_epoch, trade_id)
SETTINGS index_granularity = 1024
COMMENT 'The state of every trade, in its minute: the highest revision, among equal revisions the earliest in the log';

-- The newest quote of each instrument: (event time, sequence or 0, topic epoch, offset), 64 bits each.
CREATE TABLE IF NOT EXISTS quote_heads
(
    instrument LowCardinality(String) COMMENT 'Canonical id venue:SYMBOL' CODEC(ZSTD(1)),
    event_time DateTime64(6, 'UTC') COMMENT 'When the venue says it happened, UTC' CODEC(ZSTD(1)),
    sequence Nullable(Int64) COMMENT 'The venue\'s sequence number' CODEC(ZSTD(1)),
    bid Nullable(Decimal(18, 9)) COMMENT 'Best bid' CODEC(ZSTD(1)),
    bid_size Nullable(Decimal(18, 8)) COMMENT 'Size at the best bid' CODEC(ZSTD(1)),
    ask Nullable(Decimal(18, 9)) COMMENT 'Best ask' CODEC(ZSTD(1)),
    ask_size Nullable(Decimal(18, 8)) COMMENT 'Size at the best ask' CODEC(ZSTD(1)),
    exchange LowCardinality(Nullable(String)) COMMENT 'Where the consolidated tape names one' CODEC(ZSTD(1)),
    known_at DateTime64(6, 'UTC') COMMENT 'Knowledge time: the broker\'s append time' CODEC(ZSTD(1)),
    version UInt256 COMMENT 'The highest is the latest quote: event time, sequence, topic epoch, offset' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY instrument
COMMENT 'The latest quote of every instrument';

CREATE TABLE IF NOT EXISTS stored_bars_1m
(
    instrument LowCardinality(String) COMMENT 'Canonical id venue:SYMBOL' CODEC(ZSTD(1)),
    start DateTime64(6, 'UTC') COMMENT 'Start of the bucket, inclusive, UTC' CODEC(DoubleDelta, ZSTD(1)),
    `end` DateTime64(6, 'UTC') COMMENT 'End of the bucket, exclusive, UTC' CODEC(DoubleDelta, ZSTD(1)),
    open Nullable(Decimal(18, 9)) COMMENT 'Price of the first OPEN_CLOSE trade in the total order' CODEC(GCD, ZSTD(1)),
    high Nullable(Decimal(18, 9)) COMMENT 'Highest price of HIGH_LOW trades' CODEC(GCD, ZSTD(1)),
    low Nullable(Decimal(18, 9)) COMMENT 'Lowest price of HIGH_LOW trades' CODEC(GCD, ZSTD(1)),
    close Nullable(Decimal(18, 9)) COMMENT 'Price of the last OPEN_CLOSE trade in the total order' CODEC(GCD, ZSTD(1)),
    volume Decimal(38, 8) COMMENT 'Sum of sizes of VOLUME trades' CODEC(GCD, ZSTD(1)),
    notional Decimal(38, 17) COMMENT 'Sum of price x size of VOLUME trades' CODEC(GCD, ZSTD(1)),
    trades Int64 COMMENT 'Number of VOLUME trades' CODEC(GCD, T64, ZSTD(1)),
    buy_volume Nullable(Decimal(38, 8)) COMMENT 'Volume whose aggressor bought; absent if no trade names one' CODEC(GCD, ZSTD(1)),
    sell_volume Nullable(Decimal(38, 8)) COMMENT 'Volume whose aggressor sold; absent if no trade names one' CODEC(GCD, ZSTD(1)),
    first_time Nullable(DateTime64(6, 'UTC')) COMMENT 'Earliest event time of an eligible trade; absent: no bar' CODEC(Delta(8), ZSTD(1)),
    last_time Nullable(DateTime64(6, 'UTC')) COMMENT 'Latest event time of an eligible trade; absent: no bar' CODEC(Delta(8), ZSTD(1)),
    open_time Nullable(DateTime64(6, 'UTC')) COMMENT 'Order key of the open: event time' CODEC(Delta(8), ZSTD(1)),
    open_sequence Nullable(Int64) COMMENT 'Order key of the open: sequence or 0' CODEC(Delta(8), ZSTD(1)),
    open_id_epoch Nullable(Int32) COMMENT 'Order key of the open: id epoch' CODEC(ZSTD(1)),
    open_trade_id Nullable(Int64) COMMENT 'Order key of the open: trade id' CODEC(Delta(8), ZSTD(1)),
    close_time Nullable(DateTime64(6, 'UTC')) COMMENT 'Order key of the close: event time' CODEC(Delta(8), ZSTD(1)),
    close_sequence Nullable(Int64) COMMENT 'Order key of the close: sequence or 0' CODEC(Delta(8), ZSTD(1)),
    close_id_epoch Nullable(Int32) COMMENT 'Order key of the close: id epoch' CODEC(ZSTD(1)),
    close_trade_id Nullable(Int64) COMMENT 'Order key of the close: trade id' CODEC(Delta(8), ZSTD(1)),
    aggressor_trades Int64 COMMENT 'VOLUME trades that name their aggressor' CODEC(GCD, T64, ZSTD(1)),
    eligible_trades Int64 COMMENT 'Trades eligible for anything; 0 is a bucket that became empty' CODEC(GCD, T64, ZSTD(1)),
    status Enum8('OPEN' = 0, 'CLOSED' = 1, 'REVISED' = 2) COMMENT 'OPEN, CLOSED, or REVISED: changed after it had closed' CODEC(ZSTD(1)),
    revision Int32 COMMENT 'Events that changed the bucket after it had closed' CODEC(ZSTD(1)),
    fold_version Int32 COMMENT 'Version of the fold that made it' CODEC(ZSTD(1)),
    topic_epoch Int32 COMMENT 'Life of the topic that it was made from' CODEC(ZSTD(1)),
    known_to Int64 COMMENT 'Next offset after the last event that changed or closed it' CODEC(GCD, Delta(8), ZSTD(1)),
    known_at DateTime64(6, 'UTC') COMMENT 'Append time of that event' CODEC(GCD, Delta(8), ZSTD(1)),
    layer Enum8('SPEED' = 0, 'BATCH' = 1) COMMENT 'SPEED or BATCH' CODEC(ZSTD(1)),
    quality Int32 COMMENT 'Quality flags as bits; 0 is clean' CODEC(ZSTD(1)),
    version UInt128 COMMENT 'The highest is served: fold version, topic epoch, known_to, status, layer' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMMDD(start)
ORDER BY (instrument, start)
SETTINGS index_granularity = 1024, min_compress_block_size = 16384, max_compress_block_size = 65536
COMMENT 'One-minute bars, every version; the highest is served';

CREATE TABLE IF NOT EXISTS stored_bars_1d
(
    instrument LowCardinality(String) COMMENT 'Canonical id venue:SYMBOL' CODEC(ZSTD(1)),
    start DateTime64(6, 'UTC') COMMENT 'Start of the bucket, inclusive, UTC' CODEC(DoubleDelta, ZSTD(1)),
    `end` DateTime64(6, 'UTC') COMMENT 'End of the bucket, exclusive, UTC' CODEC(DoubleDelta, ZSTD(1)),
    open Nullable(Decimal(18, 9)) COMMENT 'Price of the first OPEN_CLOSE trade in the total order' CODEC(GCD, ZSTD(1)),
    high Nullable(Decimal(18, 9)) COMMENT 'Highest price of HIGH_LOW trades' CODEC(GCD, ZSTD(1)),
    low Nullable(Decimal(18, 9)) COMMENT 'Lowest price of HIGH_LOW trades' CODEC(GCD, ZSTD(1)),
    close Nullable(Decimal(18, 9)) COMMENT 'Price of the last OPEN_CLOSE trade in the total order' CODEC(GCD, ZSTD(1)),
    volume Decimal(38, 8) COMMENT 'Sum of sizes of VOLUME trades' CODEC(GCD, ZSTD(1)),
    notional Decimal(38, 17) COMMENT 'Sum of price x size of VOLUME trades' CODEC(GCD, ZSTD(1)),
    trades Int64 COMMENT 'Number of VOLUME trades' CODEC(GCD, T64, ZSTD(1)),
    buy_volume Nullable(Decimal(38, 8)) COMMENT 'Volume whose aggressor bought; absent if no trade names one' CODEC(GCD, ZSTD(1)),
    sell_volume Nullable(Decimal(38, 8)) COMMENT 'Volume whose aggressor sold; absent if no trade names one' CODEC(GCD, ZSTD(1)),
    first_time Nullable(DateTime64(6, 'UTC')) COMMENT 'Earliest event time of an eligible trade; absent: no bar' CODEC(Delta(8), ZSTD(1)),
    last_time Nullable(DateTime64(6, 'UTC')) COMMENT 'Latest event time of an eligible trade; absent: no bar' CODEC(Delta(8), ZSTD(1)),
    open_time Nullable(DateTime64(6, 'UTC')) COMMENT 'Order key of the open: event time' CODEC(Delta(8), ZSTD(1)),
    open_sequence Nullable(Int64) COMMENT 'Order key of the open: sequence or 0' CODEC(Delta(8), ZSTD(1)),
    open_id_epoch Nullable(Int32) COMMENT 'Order key of the open: id epoch' CODEC(ZSTD(1)),
    open_trade_id Nullable(Int64) COMMENT 'Order key of the open: trade id' CODEC(Delta(8), ZSTD(1)),
    close_time Nullable(DateTime64(6, 'UTC')) COMMENT 'Order key of the close: event time' CODEC(Delta(8), ZSTD(1)),
    close_sequence Nullable(Int64) COMMENT 'Order key of the close: sequence or 0' CODEC(Delta(8), ZSTD(1)),
    close_id_epoch Nullable(Int32) COMMENT 'Order key of the close: id epoch' CODEC(ZSTD(1)),
    close_trade_id Nullable(Int64) COMMENT 'Order key of the close: trade id' CODEC(Delta(8), ZSTD(1)),
    aggressor_trades Int64 COMMENT 'VOLUME trades that name their aggressor' CODEC(GCD, T64, ZSTD(1)),
    eligible_trades Int64 COMMENT 'Trades eligible for anything; 0 is a bucket that became empty' CODEC(GCD, T64, ZSTD(1)),
    status Enum8('OPEN' = 0, 'CLOSED' = 1, 'REVISED' = 2) COMMENT 'OPEN, CLOSED, or REVISED: changed after it had closed' CODEC(ZSTD(1)),
    revision Int32 COMMENT 'Events that changed the bucket after it had closed' CODEC(ZSTD(1)),
    fold_version Int32 COMMENT 'Version of the fold that made it' CODEC(ZSTD(1)),
    topic_epoch Int32 COMMENT 'Life of the topic that it was made from' CODEC(ZSTD(1)),
    known_to Int64 COMMENT 'Next offset after the last event that changed or closed it' CODEC(GCD, Delta(8), ZSTD(1)),
    known_at DateTime64(6, 'UTC') COMMENT 'Append time of that event' CODEC(GCD, Delta(8), ZSTD(1)),
    layer Enum8('SPEED' = 0, 'BATCH' = 1) COMMENT 'SPEED or BATCH' CODEC(ZSTD(1)),
    quality Int32 COMMENT 'Quality flags as bits; 0 is clean' CODEC(ZSTD(1)),
    version UInt128 COMMENT 'The highest is served: fold version, topic epoch, known_to, status, layer' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYear(start)
ORDER BY (instrument, start)
SETTINGS index_granularity = 1024
COMMENT 'Daily bars by the local day of the calendar of the instrument, every version; the highest is served';

-- A version that is written twice is one row.
CREATE TABLE IF NOT EXISTS bar_revisions
(
    `interval` Enum8('1m' = 1, '1d' = 7) COMMENT '1m or 1d' CODEC(ZSTD(1)),
    instrument LowCardinality(String) COMMENT 'Canonical id venue:SYMBOL' CODEC(ZSTD(1)),
    start DateTime64(6, 'UTC') COMMENT 'Start of the bucket, inclusive, UTC' CODEC(DoubleDelta, ZSTD(1)),
    `end` DateTime64(6, 'UTC') COMMENT 'End of the bucket, exclusive, UTC' CODEC(DoubleDelta, ZSTD(1)),
    open Nullable(Decimal(18, 9)) COMMENT 'Price of the first OPEN_CLOSE trade in the total order' CODEC(GCD, ZSTD(1)),
    high Nullable(Decimal(18, 9)) COMMENT 'Highest price of HIGH_LOW trades' CODEC(GCD, ZSTD(1)),
    low Nullable(Decimal(18, 9)) COMMENT 'Lowest price of HIGH_LOW trades' CODEC(GCD, ZSTD(1)),
    close Nullable(Decimal(18, 9)) COMMENT 'Price of the last OPEN_CLOSE trade in the total order' CODEC(GCD, ZSTD(1)),
    volume Decimal(38, 8) COMMENT 'Sum of sizes of VOLUME trades' CODEC(GCD, ZSTD(1)),
    notional Decimal(38, 17) COMMENT 'Sum of price x size of VOLUME trades' CODEC(GCD, ZSTD(1)),
    trades Int64 COMMENT 'Number of VOLUME trades' CODEC(GCD, T64, ZSTD(1)),
    buy_volume Nullable(Decimal(38, 8)) COMMENT 'Volume whose aggressor bought; absent if no trade names one' CODEC(GCD, ZSTD(1)),
    sell_volume Nullable(Decimal(38, 8)) COMMENT 'Volume whose aggressor sold; absent if no trade names one' CODEC(GCD, ZSTD(1)),
    first_time Nullable(DateTime64(6, 'UTC')) COMMENT 'Earliest event time of an eligible trade; absent: no bar' CODEC(Delta(8), ZSTD(1)),
    last_time Nullable(DateTime64(6, 'UTC')) COMMENT 'Latest event time of an eligible trade; absent: no bar' CODEC(Delta(8), ZSTD(1)),
    open_time Nullable(DateTime64(6, 'UTC')) COMMENT 'Order key of the open: event time' CODEC(Delta(8), ZSTD(1)),
    open_sequence Nullable(Int64) COMMENT 'Order key of the open: sequence or 0' CODEC(Delta(8), ZSTD(1)),
    open_id_epoch Nullable(Int32) COMMENT 'Order key of the open: id epoch' CODEC(ZSTD(1)),
    open_trade_id Nullable(Int64) COMMENT 'Order key of the open: trade id' CODEC(Delta(8), ZSTD(1)),
    close_time Nullable(DateTime64(6, 'UTC')) COMMENT 'Order key of the close: event time' CODEC(Delta(8), ZSTD(1)),
    close_sequence Nullable(Int64) COMMENT 'Order key of the close: sequence or 0' CODEC(Delta(8), ZSTD(1)),
    close_id_epoch Nullable(Int32) COMMENT 'Order key of the close: id epoch' CODEC(ZSTD(1)),
    close_trade_id Nullable(Int64) COMMENT 'Order key of the close: trade id' CODEC(Delta(8), ZSTD(1)),
    aggressor_trades Int64 COMMENT 'VOLUME trades that name their aggressor' CODEC(GCD, T64, ZSTD(1)),
    eligible_trades Int64 COMMENT 'Trades eligible for anything; 0 is a bucket that became empty' CODEC(GCD, T64, ZSTD(1)),
    status Enum8('OPEN' = 0, 'CLOSED' = 1, 'REVISED' = 2) COMMENT 'OPEN, CLOSED, or REVISED: changed after it had closed' CODEC(ZSTD(1)),
    revision Int32 COMMENT 'Events that changed the bucket after it had closed' CODEC(ZSTD(1)),
    fold_version Int32 COMMENT 'Version of the fold that made it' CODEC(ZSTD(1)),
    topic_epoch Int32 COMMENT 'Life of the topic that it was made from' CODEC(ZSTD(1)),
    known_to Int64 COMMENT 'Next offset after the last event that changed or closed it' CODEC(GCD, Delta(8), ZSTD(1)),
    known_at DateTime64(6, 'UTC') COMMENT 'Append time of that event' CODEC(GCD, Delta(8), ZSTD(1)),
    layer Enum8('SPEED' = 0, 'BATCH' = 1) COMMENT 'SPEED or BATCH' CODEC(ZSTD(1)),
    quality Int32 COMMENT 'Quality flags as bits; 0 is clean' CODEC(ZSTD(1)),
    version UInt128 COMMENT 'The highest is served: fold version, topic epoch, known_to, status, layer' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(start)
ORDER BY (instrument, `interval`, start, version)
COMMENT 'Every published version of a closed bar, append-only, with the whole fold state.';

CREATE TABLE IF NOT EXISTS landing_progress
(
    topic LowCardinality(String) COMMENT 'Kafka topic',
    topic_epoch Int32 COMMENT 'Life of the topic: one more each time it was recreated',
    `partition` Int32 COMMENT 'Kafka partition',
    next_offset Int64 COMMENT 'First offset that has not been landed with its bars',
    known_at DateTime64(6, 'UTC') COMMENT 'Append time up to which everything has been landed',
    written_at DateTime64(6, 'UTC') DEFAULT now64(6) COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(next_offset)
ORDER BY (topic, topic_epoch, `partition`)
COMMENT 'How far each partition has been landed, derived rows included';

CREATE TABLE IF NOT EXISTS topic_epochs
(
    topic LowCardinality(String) COMMENT 'Kafka topic',
    epoch Int32 COMMENT '0 for the first life of the topic, one more each time it was recreated',
    uuid LowCardinality(String) COMMENT 'Id that the broker gave to this life of the topic',
    first_seen DateTime64(6, 'UTC') DEFAULT now64(6) COMMENT 'When it was first seen'
)
ENGINE = MergeTree
ORDER BY (topic, epoch)
COMMENT 'The lives of topics';

-- Analysts see it as the view instruments.
CREATE TABLE IF NOT EXISTS instrument_entries
(
    instrument LowCardinality(String) COMMENT 'Canonical id venue:SYMBOL',
    venue LowCardinality(String) COMMENT 'The venue, or us for the consolidated tape',
    symbol String COMMENT 'The part of the id after the colon',
    venue_symbol String COMMENT 'How the venue itself spells it',
    kind Enum8('SPOT' = 0, 'PERPETUAL' = 1, 'EQUITY' = 2, 'FX' = 3, 'INDEX' = 4) COMMENT 'What is traded',
    base LowCardinality(String) COMMENT 'What is bought',
    quote LowCardinality(String) COMMENT 'What it is paid in',
    tick_size Nullable(Decimal(18, 9)) COMMENT 'Smallest step of the price, where known',
    lot_size Nullable(Decimal(18, 8)) COMMENT 'Smallest step of the size, where known',
    unit Int32 COMMENT 'Prices and sizes are per this many of base',
    calendar LowCardinality(String) COMMENT '24x7 or the name of a session calendar',
    time_zone LowCardinality(String) COMMENT 'Whose local day bars of a day and longer follow',
    listed_from Nullable(Date32) COMMENT 'First day of listing, where known',
    listed_to Nullable(Date32) COMMENT 'Last day of listing, where there is one',
    aliases Array(String) COMMENT 'Other names under which it is known',
    registered_at DateTime64(6, 'UTC') DEFAULT now64(6) COMMENT 'When this description was written; the last one stands'
)
ENGINE = ReplacingMergeTree(registered_at)
ORDER BY instrument
COMMENT 'What is known of each instrument';
