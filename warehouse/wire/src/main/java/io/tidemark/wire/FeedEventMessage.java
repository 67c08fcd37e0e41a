package io.tidemark.wire;

import io.tidemark.market.event.FeedEventKind;

/**
 * What happened to a feed, as the topic {@code feed_events} tells it; reserved: nothing writes it yet, and nothing is checked here.
 * What is absent is {@link TradeMessage#ABSENT}.
 *
 * @param instrument empty where all of the venue is meant
 * @param eventTimeMicros µs since the epoch, UTC
 * @param fromSequence the first missing of a gap; @param toSequence the last
 * @param fromTimeMicros start of a gap, inclusive; @param toTimeMicros its end, exclusive
 */
public record FeedEventMessage(
        String venue,
        String instrument,
        FeedEventKind kind,
        long eventTimeMicros,
        long fromSequence,
        long toSequence,
        long fromTimeMicros,
        long toTimeMicros,
        String detail) {}
