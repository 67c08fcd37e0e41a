package io.tidemark.streaming.candles;

/** Where in its partition an event stands. */
record Place(int topicEpoch, long offset, long knownAtMicros) {}
