package io.tidemark.streaming.clickhouse;

import io.tidemark.streaming.landing.TopicRange;
import java.io.Serializable;
import java.util.TreeMap;

/** What a task did with its range. */
record RangeReport(
        TopicRange range, long knownToMicros, TreeMap<String, Long> quarantined, TreeMap<String, Long> stepMillis)
        implements Serializable {}
