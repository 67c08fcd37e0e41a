#!/usr/bin/env python3
"""Writes a day of made-up trades in Lean's format, for machines without the real data: python .ci/sample.py FILE.zip"""

import random
import sys
import zipfile

LINES = 120_000
OPEN_MS, CLOSE_MS = 9 * 3_600_000 + 30 * 60_000, 16 * 3_600_000


def main(path):
    source = random.Random(20131008)
    times = sorted(source.randrange(OPEN_MS, CLOSE_MS) // 20 * 20 for _ in range(LINES))  # many share a millisecond
    price, lines = 1_674_200, []
    for ms in times:
        price = max(10_000, price + source.choice((-100, 0, 0, 100)))
        suspicious = 1 if source.random() < 0.0005 else 0
        lines.append(f"{ms},{price},{source.choice((1, 100, 100, 200, 1500))},P,2000,{suspicious}")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("20131008_demo_Trade_Tick.csv", "\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1])
