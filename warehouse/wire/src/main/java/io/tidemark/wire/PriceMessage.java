package io.tidemark.wire;

import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;

/**
 * A polled price as the topic {@code prices} tells it; reserved: nothing writes it yet, and nothing is checked here. What is absent
 * is {@link TradeMessage#ABSENT}.
 *
 * @param provider who answered; @param polledAtMicros when it was asked, µs since the epoch, UTC
 * @param eventTimeMicros of which moment the answer speaks; @param receivedAtMicros when it came
 * @param priceMantissa the price is {@code priceMantissa × 10^-priceScale}; the volume likewise
 * @param volume24hMantissa the rolling volume of 24 hours, or absent; its scale is 0 then
 */
public record PriceMessage(
        String instrument,
        String provider,
        long polledAtMicros,
        long eventTimeMicros,
        TimeSource timeSource,
        long receivedAtMicros,
        long priceMantissa,
        int priceScale,
        long volume24hMantissa,
        int volume24hScale,
        Origin origin,
        String originFile,
        long availableDelayMicros) {}
