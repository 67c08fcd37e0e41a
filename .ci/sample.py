#!/usr/bin/env python3
"""Writes a day of made-up trades and one of quotes in Lean's format, for machines without the real data:

    python .ci/sample.py TRADES.zip QUOTES.zip
"""

import random
import sys
import zipfile

TRADES, QUOTES = 120_000, 60_001
OPEN_MS, CLOSE_MS = 9 * 3_600_000 + 30 * 60_000, 16 * 3_600_000


def times(source, count):
    return sorted(source.randrange(OPEN_MS, CLOSE_MS) // 20 * 20 for _ in range(count))  # many share a millisecond


def trades(source):
    price = 1_674_200
    for ms in times(source, TRADES):
        price = max(10_000, price + source.choice((-100, 0, 0, 100)))
        suspicious = 1 if source.random() < 0.0005 else 0
        yield f"{ms},{price},{source.choice((1, 100, 100, 200, 1500))},P,2000,{suspicious}"


def quotes(source):
    """One side a line, beginning with an ask alone; now and then crossed or suspicious."""
    middle = 1_674_200
    for number, ms in enumerate(times(source, QUOTES)):
        middle = max(10_000, middle + source.choice((-100, 0, 0, 100)))
        away, size = source.choice((-100, 100, 100, 200)), source.choice((100, 300, 1200))
        sides = f"0,0,{middle + away},{size}" if number % 2 == 0 else f"{middle - away},{size},0,0"
        yield f"{ms},{sides},Q,1,{1 if source.random() < 0.0005 else 0}"


def write(path, name, lines):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, "\n".join(lines))


def main(trade_path, quote_path):
    source = random.Random(20131008)
    write(trade_path, "20131008_demo_Trade_Tick.csv", trades(source))
    write(quote_path, "20131008_demo_Quote_Tick.csv", quotes(source))


if __name__ == "__main__":
    main(*sys.argv[1:])
