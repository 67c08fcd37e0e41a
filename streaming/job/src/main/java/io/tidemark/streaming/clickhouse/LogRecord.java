package io.tidemark.streaming.clickhouse;

import org.jspecify.annotations.Nullable;

/** A record of the log as it came. */
record LogRecord(byte @Nullable [] key, byte @Nullable [] value, long offset, long appendTimeMicros) {}
