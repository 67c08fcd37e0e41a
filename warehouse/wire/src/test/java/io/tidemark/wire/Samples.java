package io.tidemark.wire;

import io.tidemark.market.event.Origin;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;

/** One good trade and one good quote. */
final class Samples {
    static final long EVENT_MICROS = 1_381_239_000_123_000L;
    static final long APPENDED_MICROS = EVENT_MICROS + 5_000;

    private Samples() {}

    static TradeEvent trade() {
        return TradeEvent.newTrade(InstrumentId.parse("us:SPY"), 20131008000000001L)
                .sequence(20131008000000001L)
                .eventTimeMicros(EVENT_MICROS)
                .receivedAtMicros(EVENT_MICROS + 1_000)
                .priceE9(167_450_000_000L)
                .sizeE8(10_000_000_000L)
                .exchange("P")
                .origin(Origin.LOAD)
                .originFile("20131008_trade.zip")
                .availableDelayMicros(0)
                .build();
    }

    static QuoteEvent quote() {
        return new QuoteEvent(
                InstrumentId.parse("us:SPY"),
                TradeEvent.ABSENT,
                3,
                EVENT_MICROS,
                TimeSource.VENUE,
                EVENT_MICROS + 1_000,
                167_440_000_000L,
                20_000_000_000L,
                167_450_000_000L,
                TradeEvent.ABSENT,
                "P",
                "",
                Origin.LIVE,
                "",
                TradeEvent.ABSENT);
    }
}
