"""Candles by the words of the contract, in whole numbers: an opinion that shares no language and no code with Tidemark.

Prices are integers of 1e-9, sizes of 1e-8, times microseconds since the epoch.
"""

import io
import zipfile
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from typing import NamedTuple, Optional
from zoneinfo import ZoneInfo

INTERVALS = ["1s", "1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w", "1mo"]
FIXED_SECONDS = {"1s": 1, "1m": 60, "5m": 300, "15m": 900, "30m": 1800, "1h": 3600, "4h": 14400}
VOLUME, HIGH_LOW, OPEN_CLOSE = 1, 2, 4
SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Trade(NamedTuple):
    """Its first four fields are the total order."""

    time: int
    sequence: int
    id_epoch: int
    trade_id: int
    price: int
    size: int
    side: str  # BUY, SELL or UNKNOWN
    eligible: int


class Quote(NamedTuple):
    """Named and ordered as the stores name it; a side that was never seen is None."""

    quote_id: int
    sequence: int
    event_time: int
    bid: Optional[int]
    bid_size: Optional[int]
    ask: Optional[int]
    ask_size: Optional[int]
    exchange: str
    conditions: str


def micros(moment):
    """Exact: datetime.timestamp() would go through a float."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def midnight(day, zone):
    return micros(datetime(day.year, day.month, day.day, tzinfo=zone))


def bucket(time, interval, zone):
    """Start and end of the bucket that holds a time."""
    if interval in FIXED_SECONDS:
        width = FIXED_SECONDS[interval] * SECOND
        return time // width * width, time // width * width + width
    day = (EPOCH + timedelta(seconds=time // SECOND)).astimezone(zone).date()
    if interval == "1d":
        first, last = day, day + timedelta(days=1)
    elif interval == "1w":
        first = day - timedelta(days=day.weekday())
        last = first + timedelta(days=7)
    else:
        first = day.replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1)
    return midnight(first, zone), midnight(last, zone)


def vwap(notional, volume):
    """notional (1e-17) / volume (1e-8) in 1e-9, HALF_EVEN; None without volume."""
    if volume == 0:
        return None
    whole, rest = divmod(notional, volume)
    return whole + (1 if 2 * rest > volume or (2 * rest == volume and whole % 2) else 0)


def bar(interval, start, end, trades):
    """One bar of trades that are in order and each eligible for something."""
    open_close = [t for t in trades if t.eligible & OPEN_CLOSE]
    prices = [t.price for t in trades if t.eligible & HIGH_LOW]
    counted = [t for t in trades if t.eligible & VOLUME]
    volume = sum(t.size for t in counted)
    notional = sum(t.price * t.size for t in counted)
    sided = any(t.side != "UNKNOWN" for t in counted)
    return {
        "start": start,
        "end": end,
        "open": open_close[0].price if open_close else None,
        "high": max(prices, default=None),
        "low": min(prices, default=None),
        "close": open_close[-1].price if open_close else None,
        "volume": volume,
        "notional": notional,
        "vwap": vwap(notional, volume),
        "trades": len(counted),
        "buy_volume": sum(t.size for t in counted if t.side == "BUY") if sided else None,
        "sell_volume": sum(t.size for t in counted if t.side == "SELL") if sided else None,
        "first_time": trades[0].time,
        "last_time": trades[-1].time,
    }


def candles(trades, interval, zone):
    """Bars of one interval, by start."""
    buckets, cache = defaultdict(list), {}
    for trade in sorted(trades, key=lambda t: t[:4]):
        if trade.eligible:
            second = trade.time // SECOND
            if second not in cache:
                cache[second] = bucket(trade.time, interval, zone)
            buckets[cache[second]].append(trade)
    return [bar(interval, start, end, buckets[start, end]) for start, end in sorted(buckets)]


def lean_lines(path, day):
    """The lines of a day's file from Lean: an id for each, microseconds, and the other cells."""
    start = midnight(day, ZoneInfo("America/New_York"))
    first_id = int(day.strftime("%Y%m%d")) * 10**9
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as binary:
        for number, line in enumerate(io.TextIOWrapper(binary, "ascii"), start=1):
            ms, *cells = line.strip().split(",")
            yield first_id + number, start + int(ms) * 1000, cells


def lean_trades(path, day):
    """A day of Lean trades: ms since midnight New York, price x 10^4, size, exchange, condition, suspicious; no header."""
    return [
        Trade(time, number, 0, number, int(price) * 10**5, int(size) * 10**8, "UNKNOWN", 0 if suspicious == "1" else 7)
        for number, time, (price, size, _, _, suspicious) in lean_lines(path, day)
    ]


def lean_quotes(path, day):
    """A day of Lean quotes: ms, bid, size, ask, size, exchange, condition, suspicious. Zeros leave a side as it was before."""
    quotes, bid, ask = [], (None, None), (None, None)
    for number, time, cells in lean_lines(path, day):
        bid_price, bid_size, ask_price, ask_size, exchange, condition, suspicious = cells
        if (bid_price, bid_size) != ("0", "0"):
            bid = int(bid_price) * 10**5, int(bid_size) * 10**8
        if (ask_price, ask_size) != ("0", "0"):
            ask = int(ask_price) * 10**5, int(ask_size) * 10**8
        conditions = condition + " suspicious" if suspicious == "1" else condition
        quotes.append(Quote(number, number, time, *bid, *ask, exchange, conditions))
    return quotes
