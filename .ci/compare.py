#!/usr/bin/env python3
"""Compares what was loaded, trades and their candles or quotes, over SQL, REST and Delta (read by delta-rs) with a
reference, value for value.

    eval "$(./tidemark env)"
    python .ci/compare.py 20131008_trade.zip --instrument us:SPY
    python .ci/compare.py --quotes 20131007_quote.zip --instrument us:IBM

Prints one line per comparison, `ok` or `FAIL` with the first difference; exit code 1 when one failed.
Needs the packages of .ci/requirements.txt.
"""

import argparse
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import deltalake
import pyarrow.compute

from reference import (
    HIGH_LOW, INTERVALS, OPEN_CLOSE, VOLUME, Quote, Trade, bucket, candles, lean_quotes, lean_trades, micros, midnight, vwap)

PRICES = {"open", "high", "low", "close", "vwap"}
SIZES = {"volume", "buy_volume", "sell_volume"}
TIMES = {"start", "end", "first_time", "last_time"}
VALUES = ["start", "end", "open", "high", "low", "close", "volume", "notional", "vwap", "trades",
          "buy_volume", "sell_volume", "first_time", "last_time"]
TRADE_COLUMNS = ["event_time", "sequence", "id_epoch", "trade_id", "price", "size", "aggressor",
                 "for_volume", "for_high_low", "for_open_close"]


def unscaled(value, places):
    """An exact integer of 10^-places; anything that is not exact is an error."""
    if value is None:
        return None
    scaled = Decimal(str(value)).scaleb(places)
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{value} has more than {places} places")
    return int(scaled)


def moment(value):
    """Microseconds of what a store calls a time."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, datetime):
        return micros(value)
    text = value.replace(" ", "T").rstrip("Z")
    whole, _, fraction = text.partition(".")
    return micros(datetime.fromisoformat(whole + "+00:00")) + int((fraction + "000000")[:6])


def normal(row):
    """A bar of any store in the reference's units."""
    result = {}
    for name in VALUES:
        camel = name.split("_")[0] + "".join(part.title() for part in name.split("_")[1:])
        if name not in row and camel not in row:
            raise KeyError(f"a bar has no {name}: {sorted(row)}")
        value = row[name] if name in row else row[camel]
        if name in TIMES:
            result[name] = moment(value)
        elif name == "trades":
            result[name] = int(value)
        else:
            result[name] = unscaled(value, 9 if name in PRICES else 8 if name in SIZES else 17)
    return result


def normal_trade(row):
    """A trade of any store in the reference's units."""
    return Trade(
        moment(row["event_time"]), int(row["sequence"] or 0), row["id_epoch"], int(row["trade_id"]),
        unscaled(row["price"], 9), unscaled(row["size"], 8), row["aggressor"],
        VOLUME * row["for_volume"] + HIGH_LOW * row["for_high_low"] + OPEN_CLOSE * row["for_open_close"])


def normal_quote(row):
    """A quote of any store in the reference's units."""
    return Quote(
        int(row["quote_id"]), int(row["sequence"]), moment(row["event_time"]),
        unscaled(row["bid"], 9), unscaled(row["bid_size"], 8), unscaled(row["ask"], 9), unscaled(row["ask_size"], 8),
        row["exchange"], row["conditions"])


class Sql:
    """The analyst's views."""

    def __init__(self, environment):
        self.url = environment["CLICKHOUSE_URL"]
        self.headers = {
            "X-ClickHouse-User": environment["CLICKHOUSE_USER"],
            "X-ClickHouse-Key": environment["CLICKHOUSE_PASSWORD"],
        }
        self.database = environment.get("CLICKHOUSE_DATABASE", "tidemark")

    def rows(self, query):
        parameters = urllib.parse.urlencode({
            "database": self.database,
            "wait_end_of_query": 1,
            "date_time_output_format": "iso",
            "output_format_json_quote_decimals": 1,
            "output_format_json_quote_64bit_integers": 1,
        })
        request = urllib.request.Request(
            f"{self.url}/?{parameters}", (query + " FORMAT JSONEachRow").encode(), self.headers)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return [json.loads(line) for line in answer]

    def bars(self, instrument, interval, start, end):
        columns = ", ".join(f"`{name}`" for name in VALUES)
        where = (f"instrument = '{instrument}' AND start >= fromUnixTimestamp64Micro({start}, 'UTC')"
                 f" AND start < fromUnixTimestamp64Micro({end}, 'UTC')")
        table = f"bars_{interval}" if interval in ("1m", "1d") else f"bars(interval = '{interval}')"
        return [normal(row) for row in self.rows(f"SELECT {columns} FROM {table} WHERE {where} ORDER BY start")]

    def quotes(self, instrument):
        return [normal_quote(row) for row in self.rows(
            f"SELECT {', '.join(Quote._fields)} FROM quotes WHERE instrument = '{instrument}'")]

    def newest_quote(self, instrument):
        return self.rows(f"SELECT * FROM spread WHERE instrument = '{instrument}'")[0]

    def trades(self, instrument, start, end):
        where = (f"instrument = '{instrument}' AND event_time >= fromUnixTimestamp64Micro({start}, 'UTC')"
                 f" AND event_time < fromUnixTimestamp64Micro({end}, 'UTC')")
        return [normal_trade(row) for row in self.rows(f"SELECT {', '.join(TRADE_COLUMNS)} FROM trades WHERE {where}")]

    def count_trades(self, instrument):
        return int(self.rows(f"SELECT count() AS n FROM trades WHERE instrument = '{instrument}'")[0]["n"])


class Rest:
    def __init__(self, environment):
        self.url = environment["TIDEMARK_API_URL"]
        token = environment.get("TIDEMARK_API_TOKEN")
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def bars(self, instrument, interval, start, end):
        # Seconds are made of the trades themselves: the API answers a day of them at once.
        step = 86_400_000_000 if interval == "1s" else end - start
        return [bar for first in range(start, end, step)
                for bar in self.range(instrument, interval, first, min(end, first + step))]

    def range(self, instrument, interval, start, end):
        query = {"interval": interval, "from": iso(start), "to": iso(end)}
        return [normal(row) for row in self.pages("bars", instrument, query)]

    def trades(self, instrument, start, end):
        query = {"from": iso(start), "to": iso(end), "limit": 10_000}
        return [normal_trade(row) for row in self.pages("ticks", instrument, query)]

    def newest_quote(self, instrument):
        return self.get(f"latest/{instrument}")["quote"]

    def pages(self, what, instrument, query):
        cursor = {}
        while True:
            page = self.get(f"{what}/{instrument}?{urllib.parse.urlencode(query | cursor)}")
            yield from page[what]
            if page["next"] is None:
                return
            cursor = {"cursor": page["next"]}

    def get(self, path):
        request = urllib.request.Request(f"{self.url}/api/v1/{path}", headers=self.headers)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)


class Delta:
    """The lake by delta-rs: stored minutes and days, the rest merged from them, seconds from the events."""

    def __init__(self, environment, zone):
        self.lake = environment["TIDEMARK_LAKE"]
        self.zone = zone
        names = ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"]
        self.options = {name: environment[name] for name in names} | {"AWS_ALLOW_HTTP": "true"}
        self.tables = {}
        self.states = []

    def table(self, name, instrument, columns=None):
        if name not in self.tables:
            table = deltalake.DeltaTable(f"{self.lake}/{name}", storage_options=self.options)
            self.tables[name] = table.to_pyarrow_dataset().to_table(
                columns=columns, filter=pyarrow.compute.field("instrument") == instrument)
        return self.tables[name]

    def quotes(self, instrument):
        return [normal_quote(row) for row in self.table("quote_events", instrument, list(Quote._fields)).to_pylist()]

    def trades(self, instrument, start, end):
        if not self.states:
            self.states = self.read_states(instrument)
        return [trade for trade in self.states if start <= trade.time < end]

    def read_states(self, instrument):
        """The state of each trade: highest revision, among equals the earliest in the log."""
        columns = TRADE_COLUMNS + ["revision", "action", "topic_epoch", "offset"]
        states = {}
        for row in self.table("trade_events", instrument, columns).to_pylist():
            identity = (row["id_epoch"], row["trade_id"])
            rank = (row["revision"], -row["topic_epoch"], -row["offset"])
            if identity not in states or rank > states[identity][0]:
                states[identity] = (rank, row)
        return [normal_trade(row) for _, row in states.values() if row["action"] in ("NEW", "CORRECT")]

    def bars(self, instrument, interval, start, end):
        if interval == "1s":
            return candles(self.trades(instrument, start, end), "1s", self.zone)
        stored = "1d" if interval in ("1d", "1w", "1mo") else "1m"
        pieces = defaultdict(list)
        for row in self.table(f"bars_{stored}", instrument).to_pylist():
            # A bucket that became empty stays as a bar without eligible trades, which the views hide.
            if row["eligible_trades"] > 0:
                pieces[bucket(micros(row["start"]), interval, self.zone)].append(row)
        merged = [self.merge(span, pieces[span]) for span in sorted(pieces)]
        return [bar for bar in merged if start <= bar["start"] < end]

    @staticmethod
    def merge(span, rows):
        twice = [start for start, count in Counter(row["start"] for row in rows).items() if count > 1]
        if twice:
            raise ValueError(f"the bucket {twice[0]} is there twice")

        def edge(name, pick):
            keyed = [(tuple(row[f"{name}_{part}"] for part in ("time", "sequence", "id_epoch", "trade_id")), row[name])
                     for row in rows if row[name] is not None]
            return pick(keyed)[1] if keyed else None

        def total(name):
            return sum(row[name] or 0 for row in rows)

        sided = total("aggressor_trades") > 0
        notional, volume = unscaled(total("notional"), 17), unscaled(total("volume"), 8)
        return {
            "start": span[0],
            "end": span[1],
            "open": unscaled(edge("open", min), 9),
            "high": unscaled(max((row["high"] for row in rows if row["high"] is not None), default=None), 9),
            "low": unscaled(min((row["low"] for row in rows if row["low"] is not None), default=None), 9),
            "close": unscaled(edge("close", max), 9),
            "volume": volume,
            "notional": notional,
            "vwap": vwap(notional, volume),
            "trades": total("trades"),
            "buy_volume": unscaled(total("buy_volume"), 8) if sided else None,
            "sell_volume": unscaled(total("sell_volume"), 8) if sided else None,
            "first_time": micros(min(row["first_time"] for row in rows)),
            "last_time": micros(max(row["last_time"] for row in rows)),
        }


def iso(time):
    return (datetime.fromisoformat("1970-01-01") + timedelta(microseconds=time)).isoformat(timespec="microseconds") + "Z"


def difference(actual, expected):
    """The first difference of two lists of bars in words, empty when there is none."""
    for have, want in zip(actual, expected):
        for name in VALUES:
            if have[name] != want[name]:
                return f"bar of {iso(want['start'])}: {name} is {have[name]}, must be {want[name]}"
    return "" if len(actual) == len(expected) else f"{len(actual)} bars, must be {len(expected)}"


def report(name, check):
    """Runs a check that returns a complaint or nothing."""
    try:
        complaint = check()
    except urllib.error.HTTPError as refused:
        complaint = f"{refused.url} answers {refused.code}: {refused.read(600).decode(errors='replace')}"
    except Exception as failure:  # a check that cannot run has failed; the others still run
        complaint = f"{type(failure).__name__}: {failure}"
    print(f"FAIL {name}: {complaint}" if complaint else f"ok   {name}", flush=True)
    return not complaint


def counted(actual, expected):
    return "" if actual == expected else f"{actual}, must be {expected}"


def row_difference(actual, expected):
    """The first difference of two lists of trades or quotes, in any order, in words; empty when there is none."""
    for have, want in zip(sorted(actual), sorted(expected)):
        if have != want:
            return f"{have}, must be {want}"
    return counted(len(actual), len(expected))


def newest_difference(actual, expected):
    """The same for the newest quote, as it is answered: without id and conditions."""
    have = {"event_time": moment(actual["event_time"]), "exchange": actual["exchange"]} | {
        name: unscaled(actual[name], 9 if name in ("bid", "ask") else 8) for name in ("bid", "bid_size", "ask", "ask_size")}
    want = {name: getattr(expected, name) for name in have}
    return "" if have == want else f"{have}, must be {want}"


def check_trades(stores, instrument, trades, zone, days):
    sql, _, _ = stores.values()
    # Wide enough for the first week and the last month; nothing else of the instrument may be loaded.
    start = midnight(min(days) - timedelta(days=40), zone)
    end = midnight(max(days) + timedelta(days=40), zone)
    yield report(f"sql   trades are as many as the files' {len(trades)} lines",
                 lambda: counted(sql.count_trades(instrument), len(trades)))
    for name, store in stores.items():
        yield report(f"{name:5} trades are the files' lines, value for value",
                     lambda: row_difference(store.trades(instrument, start, end), trades))
    for interval in INTERVALS:
        expected = candles(trades, interval, zone)
        for name, store in stores.items():
            yield report(f"{name:5} {interval:3} candles equal the reference's {len(expected)}",
                         lambda: difference(store.bars(instrument, interval, start, end), expected))


def check_quotes(stores, instrument, quotes):
    sql, rest, delta = stores.values()
    for name, store in (("sql", sql), ("delta", delta)):
        yield report(f"{name:5} quotes are the files' {len(quotes)} lines, value for value",
                     lambda: row_difference(store.quotes(instrument), quotes))
    newest = max(quotes, key=lambda found: (found.event_time, found.sequence))
    for name, store in (("sql", sql), ("rest", rest)):
        yield report(f"{name:5} newest quote equals the reference's",
                     lambda: newest_difference(store.newest_quote(instrument), newest))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE", help="all trades that were loaded, zips of Lean's, by day")
    parser.add_argument("--quotes", nargs="+", default=[], metavar="FILE", help="all quotes that were loaded, likewise")
    parser.add_argument("--instrument", required=True, help="such as us:SPY")
    given = parser.parse_args()
    if not given.files + given.quotes:
        parser.error("there is nothing to compare: name files of trades, or of quotes after --quotes")

    days = {path: date.fromisoformat(re.sub(r"(....)(..)(..).*", r"\1-\2-\3", os.path.basename(path)))
            for path in given.files + given.quotes}
    zone = ZoneInfo("America/New_York" if given.instrument.startswith("us:") else "UTC")
    stores = {"sql": Sql(os.environ), "rest": Rest(os.environ), "delta": Delta(os.environ, zone)}
    results = []
    if given.files:
        trades = [trade for path in given.files for trade in lean_trades(path, days[path])]
        results += check_trades(stores, given.instrument, trades, zone, days.values())
    if given.quotes:
        quotes = [line for path in given.quotes for line in lean_quotes(path, days[path])]
        results += check_quotes(stores, given.instrument, quotes)
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
