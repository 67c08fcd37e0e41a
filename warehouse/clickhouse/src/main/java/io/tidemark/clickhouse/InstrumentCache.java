package io.tidemark.clickhouse;

import io.tidemark.market.instrument.InstrumentId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Instruments by their text: results name the same few thousand again and again. */
final class InstrumentCache {
    private final ConcurrentMap<String, InstrumentId> byText = new ConcurrentHashMap<>();

    InstrumentId get(String text) {
        return byText.computeIfAbsent(text, InstrumentId::parse);
    }
}
