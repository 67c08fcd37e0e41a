package io.tidemark.infra.benchmarks.corrections;

import io.tidemark.market.event.TradeEvent;

/**
 * A correction that was published.
 *
 * @param event its price is above everything that its bar has held before
 * @param publishedNanos when it was handed to the publisher, by {@link System#nanoTime}
 */
record Correction(int number, Side side, TradeEvent event, long publishedNanos) {
    Place place() {
        return Place.of(event.instrument(), event.eventTimeMicros());
    }
}
