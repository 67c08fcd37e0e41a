package io.tidemark.wire;

import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import java.util.List;

/**
 * A change of an order book, or a snapshot of it, as the topic {@code book} tells it; reserved: nothing writes it yet, and nothing
 * is checked here. What is absent is {@link TradeMessage#ABSENT}.
 *
 * @param firstSequence the first venue sequence that it covers; @param lastSequence the last; absent where the venue has none
 * @param eventTimeMicros µs since the epoch, UTC; @param receivedAtMicros likewise
 * @param isSnapshot whether it replaces the whole book
 * @param bids the levels that changed; @param asks likewise
 */
public record BookMessage(
        String instrument,
        long firstSequence,
        long lastSequence,
        long eventTimeMicros,
        TimeSource timeSource,
        long receivedAtMicros,
        boolean isSnapshot,
        int priceScale,
        int sizeScale,
        List<Level> bids,
        List<Level> asks,
        Origin origin,
        String originFile,
        long availableDelayMicros) {
    public BookMessage {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /**
     * What now rests at a price; size 0 removes the level.
     *
     * @param priceMantissa the price is {@code priceMantissa × 10^-priceScale} of the message; the size likewise
     */
    public record Level(long priceMantissa, long sizeMantissa) {}
}
