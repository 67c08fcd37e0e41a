-- Functions that the views share. ClickHouse writes their text into a view when the view is created, so a view never
-- depends on the function afterwards.

-- numerator / divisor, rounded to the nearest integer, ties to the even one. Neither is negative, the divisor is not 0:
-- (2n + d) / 2d rounds half up; where that leaves no rest it was a tie, and an odd result goes down by one.
CREATE OR REPLACE FUNCTION tidemark_divide AS (numerator, divisor) ->
    intDiv(2 * numerator + divisor, 2 * divisor)
    - if((2 * numerator + divisor) % (2 * divisor) = 0, intDiv(2 * numerator + divisor, 2 * divisor) % 2, 0);

-- Volume-weighted average price: notional / volume with 9 decimal places, HALF_EVEN, exact in 256 bits; NULL without volume.
-- Division of decimals truncates here, so the unscaled integers are divided: 17 - 8 places leave the 9 of a price.
CREATE OR REPLACE FUNCTION tidemark_vwap AS (notional, volume) -> if(
    volume = 0,
    NULL,
    CAST(
        toDecimal256(
            tidemark_divide(
                toInt256(reinterpretAsInt128(notional)),
                toInt256(greatest(reinterpretAsInt128(volume), toInt128(1)))),
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

-- Length of an interval that merges minutes; of any other text 60, for branches of a view that then read nothing.
CREATE OR REPLACE FUNCTION tidemark_seconds AS label -> multiIf(
    label = '5m', 300,
    label = '15m', 900,
    label = '30m', 1800,
    label = '1h', 3600,
    label = '4h', 14400,
    60);
