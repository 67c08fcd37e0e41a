package io.tidemark.api.latest;

import java.util.Map;

/** The next offset of each partition that has not landed in ClickHouse yet, as last heard. */
record Landed(Map<Integer, Long> trades, Map<Integer, Long> quotes) {
    static final Landed NOTHING = new Landed(Map.of(), Map.of());

    Landed {
        trades = Map.copyOf(trades);
        quotes = Map.copyOf(quotes);
    }

    /** 0 where nothing is known to have landed. */
    long tradesTo(int partition) {
        return trades.getOrDefault(partition, 0L);
    }

    long quotesTo(int partition) {
        return quotes.getOrDefault(partition, 0L);
    }
}
