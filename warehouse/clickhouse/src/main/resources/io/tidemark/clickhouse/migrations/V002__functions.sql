-- Functions that the views share. ClickHouse writes their text into a view when the view is created, so a view never
-- depends on the function afterwards.

-- Volume-weighted average price: notional / volume with 9 decimal places, HALF_EVEN, exact in 256 bits; NULL without volume.
-- Division of decimals truncates here, so that the unscaled integers are divided: 17 - 8 places leave the 9 of a price.
CREATE OR REPLACE FUNCTION tidemark_vwap AS (notional, volume) -> if(
    volume = 0,
    NULL,
    CAST(
        toDecimal256(
            intDiv(toInt256(reinterpretAsInt128(notional)), toInt256(greatest(reinterpretAsInt128(volume), toInt128(1))))
            + multiIf(
                2 * (toInt256(reinterpretAsInt128(notional)) % toInt256(greatest(reinterpretAsInt128(volume), toInt128(1))))
                    > toInt256(reinterpretAsInt128(volume)), 1,
                2 * (toInt256(reinterpretAsInt128(notional)) % toInt256(greatest(reinterpretAsInt128(volume), toInt128(1))))
                    < toInt256(reinterpretAsInt128(volume)), 0,
                intDiv(toInt256(reinterpretAsInt128(notional)), toInt256(greatest(reinterpretAsInt128(volume), toInt128(1)))) % 2),
            0) * toDecimal256('0.000000001', 9),
        'Decimal(18, 9)'));

-- The local day of an instrument's calendar that holds a moment: New York's for the consolidated tape, UTC's elsewhere.
CREATE OR REPLACE FUNCTION tidemark_day AS (instrument, moment) -> if(
    startsWith(instrument, 'us:'),
    toDate32(moment, 'America/New_York'),
    toDate32(moment, 'UTC'));

-- The moment at which a local day of an instrument's calendar begins.
CREATE OR REPLACE FUNCTION tidemark_day_start AS (instrument, day) -> if(
    startsWith(instrument, 'us:'),
    toTimeZone(toDateTime64(day, 6, 'America/New_York'), 'UTC'),
    toDateTime64(day, 6, 'UTC'));
